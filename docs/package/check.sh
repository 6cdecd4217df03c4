#!/usr/bin/env bash
# Packs convbench and runs it in a root in which there is nothing but glibc, one shell, /proc and /sys: no Java, no Maven,
# no coreutils, no fonts, no locale, no libstdc++, no network, a read-only installation at a path with a space, a
# semicolon and an umlaut. Prints PASS or FAIL for each thing that is tried; ends with 1 when one failed, with 3 where it cannot be
# tried. Needs root or user namespaces (unshare), a JDK with jmods, and some minutes.
#
#   docs/package/check.sh [FOLDER]        the folder is made, kept and may not exist; without it, a temporary one
set -uo pipefail

repository=$(cd "$(dirname "$0")/../.." && pwd)
convbench=${CONVBENCH:-$repository/convbench}
work=${1:-$(mktemp -d)/check}
mkdir "$work" || exit 2
root=$work/root
top="$root/opt/a b;ü"
failed=0

check() { # NAME COMMAND...
  local name=$1
  shift
  if "$@"; then echo "PASS $name"; else
    echo "FAIL $name"
    failed=1
  fi
}

command -v unshare >/dev/null || { echo "unshare is missing: install util-linux" >&2; exit 3; }
unshare --mount --net --pid --fork --map-root-user true || { echo "namespaces are not allowed here: run it as root" >&2; exit 3; }

echo "== pack"
"$convbench" package "$work/all.tar.gz" --runtime --volume-size 60M || exit 1
"$convbench" package "$work/small.tar.gz" --runtime --engine none --no-images || exit 1
"$convbench" package "$work/again.tar.gz" --runtime --engine none --no-images >/dev/null || exit 1
check "the same archive twice" cmp "$work/small.tar.gz" "$work/again.tar.gz"
check "less than 60 MiB without the engines' libraries and OpenCV's: $(stat -c %s "$work/small.tar.gz") bytes" \
  test "$(stat -c %s "$work/small.tar.gz")" -lt $((60 << 20))
volumes=("$work"/all.tar.gz.[0-9]*)
check "volumes (${#volumes[@]}), of which none has more than 60 MiB" test -s "${volumes[0]}" -a \
  -z "$(find "${volumes[@]}" -size +$((60 << 20))c)"

echo "== a root with only glibc"
mkdir -p "$root"/{bin,sys,lib64,lib/x86_64-linux-gnu,proc,dev,tmp,cache,runs,etc} "$top"
for library in ld-linux-x86-64.so.2 libc.so.6 libm.so.6 libmvec.so.1 libdl.so.2 libpthread.so.0 librt.so.1 libutil.so.1 \
  libresolv.so.2 libanl.so.1 libnss_files.so.2 libnss_dns.so.2; do
  file=$(readlink -f "/lib/x86_64-linux-gnu/$library" || readlink -f "/lib64/$library")
  [ ! -e "$file" ] || cp "$file" "$root/lib/x86_64-linux-gnu/$library"
done
cp "$root/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" "$root/lib64/"
cp "$(readlink -f "$(command -v dash || command -v busybox)")" "$root/bin/sh"
touch "$root"/dev/{null,zero,urandom,random,full}
cat "$work"/all.tar.gz.* | tar xzf - -C "$top" || exit 1
find "$root" -path "$top" -prune -o -type f -print | sed "s#^$root##" | sort

# Runs in the root, which is no mount point there: the installation read-only, no account, HOME missing, no network
# beyond the loopback device, by which JMH talks with the JVM that it times.
# SYS=no as the first word leaves /sys out, and /tmp.
inside() { # [ENVIRONMENT...] -- ARGUMENTS...
  local environment=() sys=yes
  if [ "$1" = SYS=no ]; then
    sys=no
    shift
  fi
  while [ "$1" != -- ]; do
    environment+=("$1")
    shift
  done
  shift
  env -i PATH="$PATH" SYS="$sys" ROOT="$root" TOP="${top#"$root"}" RUN="$*" unshare --mount --net --pid --fork --map-root-user sh -c '
    ip link set lo up || echo "ip is missing or fails: JMH has no loopback device" >&2
    mount --bind "$ROOT$TOP" "$ROOT$TOP" && mount -o remount,bind,ro "$ROOT$TOP"
    for device in null zero urandom random full; do mount --bind /dev/$device "$ROOT/dev/$device"; done
    mount -t proc proc "$ROOT/proc"
    if [ "$SYS" = yes ]; then
      mount --rbind /sys "$ROOT/sys"
    else
      rmdir "$ROOT/sys" && rm -rf "$ROOT/tmp" && trap "mkdir \"$ROOT/sys\" \"$ROOT/tmp\"" EXIT
    fi
    chroot "$ROOT" "$@"
  ' sh /bin/sh -c 'cd /runs; for each; do case $each in *=*) export "$each"; shift ;; *) break ;; esac; done; exec "$@"' sh \
    XDG_CACHE_HOME=/cache "${environment[@]}" "${top#"$root"}/convbench/bin/convbench" "$@"
}

echo "== in it"
check "says its version" inside -- --version
inside -- doctor >"$work/doctor.txt" 2>&1
cat "$work/doctor.txt"
for engine in pytorch onnxruntime tensorflow; do
  check "doctor: $engine computes Keras's function" grep -q "^  $engine self-test .*Keras's function" "$work/doctor.txt"
done
inside -- run --engine pytorch,onnxruntime,tensorflow --measure cost,conformance,latency,memory --arch MobileNetV2 --quick \
  --out /runs/run >"$work/run.txt" 2>&1
check "run ends with 0" test $? = 0
cat "$work/run.txt"
results=$root/runs/run/results.csv
for measurement in conformance latency memory; do
  for engine in pytorch onnxruntime tensorflow; do
    check "$engine $measurement is ok" grep -q ",MobileNetV2,$engine,cpu,[0-9]*,fp32,[0-9]*,$measurement,ok," "$results"
  done
done
commit=$("$convbench" --version | sed -n 's/.*commit \([0-9a-f]*\).*/\1/p')
check "the commit ${commit:-nobody knows} is in the rows" grep -q ",${commit:-none}," "$results"
check "charts are drawn without a font on the machine" test -n "$(find "$root/runs/run/report/charts" -name '*.png' 2>/dev/null)"
check "the page is there and does not say that fonts are missing" sh -c \
  "grep -q MobileNetV2 '$root/runs/run/report/index.html' && ! grep -q 'finds no fonts' '$root/runs/run/report/index.html'"
check "doctor knows the processor" grep -q '^  processor  *[^ ].*, [0-9]* cores' "$work/doctor.txt"
check "doctor says that the system has no name, as /etc/os-release is missing" grep -q \
  '^! unknown  *operating system (' "$work/doctor.txt"
check "no library writes warnings of its own" sh -c "grep -q self-test '$work/doctor.txt' && ! grep -q WARN '$work/doctor.txt'"

echo "== without /sys and /tmp"
mkdir "$root/cache/temporary"
inside SYS=no TMPDIR=/cache/temporary -- run --engine onnxruntime --measure cost,latency --arch MobileNet_0.25 --quick --out /runs/sys \
  >"$work/sys.txt" 2>&1
check "run ends with 0 there" test $? = 0
cat "$work/sys.txt"
check "its latency is ok" grep -q ",MobileNet_0.25,onnxruntime,cpu,[0-9]*,fp32,[0-9]*,latency,ok," "$root/runs/sys/results.csv"

mv "$top" "$root/opt/a:b"
check "says that Java does not start from a folder with a colon" sh -c \
  '"$1/convbench/bin/convbench" list 2>&1 | grep -q "folder with a colon"' sh "$root/opt/a:b"
mv "$root/opt/a:b" "$top"

echo "== without what can be left out"
rm -rf "$top/convbench"
tar xzf "$work/small.tar.gz" -C "$top" || exit 1
inside -- run --engine onnxruntime --measure cost,latency --arch MobileNetV2 --quick --out /runs/small >"$work/small.txt" 2>&1
cat "$work/small.txt"
check "rows say that the libraries are not in the package" grep -q ",unavailable,.*not in this package" "$root/runs/small/results.csv"
inside -- doctor >"$work/small-doctor.txt" 2>&1
check "doctor says so too" grep -q "^! onnxruntime  *not in this package" "$work/small-doctor.txt"
check "doctor names OpenCV's" grep -q "^! images .*not in this package" "$work/small-doctor.txt"
traces=0
for output in doctor run sys small small-doctor; do
  { test -s "$work/$output.txt" && ! grep -qE '^\s+at .*\(|Exception' "$work/$output.txt"; } || traces=1
done
check "no stack trace in any output" test "$traces" = 0
check "both ways are named: --library, --engine" sh -c \
  "grep -q 'library onnxruntime=DIR.*--engine onnxruntime' '$work/small.txt' && grep -q 'library onnxruntime=DIR.*--engine onnxruntime' '$work/small-doctor.txt'"
check "packs itself again" inside -- package /runs/second.tar.gz --engine none --no-images --runtime
check "into the same archive" cmp "$work/small.tar.gz" "$root/runs/second.tar.gz"

echo "== nothing is written into the installation, and HOME may be missing or read-only"
check "list without HOME and caches" inside XDG_CACHE_HOME= HOME= -- list
check "list with a HOME that cannot be written" inside HOME=/proc XDG_CACHE_HOME= -- list

[ "$failed" = 0 ] && echo "PASS all" || echo "FAIL"
echo "Left in $work"
exit "$failed"
