package io.convbench.suites.download;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response body that notices when nothing comes any more, which the HTTP client's own streams do
 * not: its time limit ends with the headers. Buffers are asked for one batch at a time.
 */
final class TimedBody implements BodySubscriber<TimedBody>, AutoCloseable {

  private sealed interface Signal {}

  private record Bytes(List<ByteBuffer> buffers) implements Signal {}

  private record Failed(Throwable cause) implements Signal {}

  private record Ended() implements Signal {}

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
  private final Duration stall;

  TimedBody(Duration stall) {
    this.stall = stall;
  }

  /**
   * The next buffers; none at the end of the body.
   *
   * @throws TransferException when nothing comes for too long or the connection breaks
   */
  List<ByteBuffer> next() throws TransferException, InterruptedException {
    Signal signal = null;
    try {
      // A body may never begin, where the client finds its head to be wrong.
      subscription.get(stall.toMillis(), TimeUnit.MILLISECONDS).request(1);
      signal = signals.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // As no byte.
    }
    if (signal == null) {
      throw TransferException.passing("no byte for %s".formatted(Wording.time(stall)));
    }
    if (signal instanceof Failed failed) {
      throw TransferException.passing("broken off: " + reason(failed.cause()));
    }
    return signal instanceof Bytes bytes ? bytes.buffers() : List.of();
  }

  private static String reason(Throwable cause) {
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }

  /** Gives up what has not come yet, and with it the connection. */
  @Override
  public void close() {
    subscription.thenAccept(Subscription::cancel);
  }

  @Override
  public CompletionStage<TimedBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription body) {
    subscription.complete(body);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Failed(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new Ended());
  }
}
