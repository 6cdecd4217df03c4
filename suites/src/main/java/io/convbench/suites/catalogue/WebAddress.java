package io.convbench.suites.catalogue;

import io.convbench.foundation.input.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address. Its user name, password and query, which may hold a token, are secrets:
 * they are sent to the server, and {@link #toString} leaves them out, so that messages, logs and
 * files may name the address. A secret within the path cannot be told from a folder and is shown.
 *
 * @param location scheme, host, port and path alone
 * @param query what follows {@code ?}, as it was written; a secret
 * @param userInfo {@code user:password}, decoded; a secret
 */
public record WebAddress(URI location, Optional<String> query, Optional<String> userInfo) {

  private static final String HTTPS = "https";
  private static final List<String> SCHEMES = List.of("http", HTTPS);
  private static final int LARGEST_PORT = 65_535;
  private static final Pattern QUERY = Pattern.compile("([?#]).*", Pattern.DOTALL);
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /**
   * Reads an address as a person writes it. A fragment, which no server gets, is left out.
   *
   * @throws InvalidInputException when it is not a whole http or https address; the message shows
   *     no more of it than may be shown
   */
  public static WebAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // Not as the cause: its own message repeats the whole address.
      throw new InvalidInputException(
          "'%s' is not an address (%s)".formatted(withoutSecrets(text), e.getReason()));
    }
    WebAddress address = of(uri);
    String behindHost = uri.getRawPath() + uri.getRawQuery() + uri.getRawFragment();
    if (behindHost.contains("@")) {
      // As of http://ann:1/2@host, where a part of a password would be shown as port and path.
      throw new InvalidInputException(
          "%s has an @ behind its host: write @ / ? and # of a password, path or query as %%40 %%2F %%3F and %%23"
              .formatted(withoutSecrets(text)));
    }
    return address;
  }

  /**
   * The same of an address that is a URI.
   *
   * @throws InvalidInputException as {@link #parse}
   */
  public static WebAddress of(URI uri) {
    String shown = withoutSecrets(uri.toString());
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
      throw new InvalidInputException(
          "%s: use an address that begins with http:// or https://".formatted(shown));
    }
    if (uri.getPort() > LARGEST_PORT) {
      throw new InvalidInputException("%s: use a port up to %s".formatted(shown, LARGEST_PORT));
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String location = "%s://%s%s%s".formatted(scheme, uri.getHost(), port, uri.getRawPath());
    return new WebAddress(
        URI.create(location),
        Optional.ofNullable(uri.getRawQuery()),
        Optional.ofNullable(uri.getUserInfo()).filter(info -> !info.isEmpty()));
  }

  /**
   * The file of this name in the folder that this address is of; the query, which may be a token
   * for the whole folder, stays behind the path.
   */
  public WebAddress file(String name) {
    String folder = location.toString();
    return new WebAddress(
        URI.create(folder.endsWith("/") ? folder + name : folder + "/" + name), query, userInfo);
  }

  /** What is asked for, without user name and password but with the query: a secret. */
  public URI request() {
    String whole = location + query.map(text -> "?" + text).orElse("");
    return URI.create(URI.create(whole).toASCIIString());
  }

  /** The value of the header Authorization (RFC 7617): a secret; empty without a user name. */
  public Optional<String> authorization() {
    return userInfo
        .map(info -> info.contains(":") ? info : info + ":")
        .map(info -> info.getBytes(StandardCharsets.UTF_8))
        .map(info -> "Basic " + Base64.getEncoder().encodeToString(info));
  }

  /** The host's name. */
  public String host() {
    return location.getHost();
  }

  /** Whether nobody on the way can read or change what is sent. */
  public boolean isEncrypted() {
    return location.getScheme().equals(HTTPS);
  }

  /**
   * Where a redirect from here leads. User name and password go along only to the same server.
   *
   * @param reference as the header Location gives it, whole or relative to this address
   * @throws InvalidInputException when it is not an http or https address; the message does not
   *     show it
   */
  public WebAddress redirectedTo(String reference) {
    WebAddress to;
    try {
      to = of(request().resolve(new URI(reference)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new InvalidInputException("redirects to something other than an http or https address");
    }
    return to.userInfo.isPresent() || !to.server().equals(server())
        ? to
        : new WebAddress(to.location, to.query, userInfo);
  }

  private List<Object> server() {
    int defaultPort = isEncrypted() ? HTTPS_PORT : HTTP_PORT;
    return List.of(
        location.getScheme(),
        host().toLowerCase(Locale.ROOT),
        location.getPort() < 0 ? defaultPort : location.getPort());
  }

  /** The address as it may be shown: a query is no more than {@code ?...}. */
  @Override
  public String toString() {
    return location + (query.isPresent() ? "?..." : "");
  }

  /**
   * An address that may be broken, so that nobody knows where a password in it ends: what stands
   * before the last @ and what follows the first ? or # are hidden.
   */
  private static String withoutSecrets(String text) {
    int slashes = text.indexOf("//");
    String scheme = slashes < 0 ? "" : text.substring(0, slashes + 2);
    Matcher query = QUERY.matcher(text);
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return query.replaceFirst("$1...");
    }
    return scheme + (query.find() ? "..." : "...@" + text.substring(at + 1));
  }
}
