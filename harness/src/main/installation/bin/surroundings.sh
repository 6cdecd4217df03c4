# The locale and the Java that convbench runs with, for the scripts that source this file. Any POSIX shell will do,
# and no other program has to be there: a machine on which a package is unpacked may have none.

fail() {
  printf 'convbench: %s\n' "$1" >&2
  exit 3
}

is_utf8() {
  [ "$(LC_ALL=$1 locale charmap 2>/dev/null)" = UTF-8 ]
}

# Java takes its language and how names are encoded from the locale. With this one, names are the same
# bytes and figures have the same digits, whatever the user's locale is, and whether it is installed.
settle_locale() {
  # Without the means to look, the commonest: convbench itself says so where it is missing.
  utf8_locale=C.UTF-8
  if command -v locale >/dev/null && ! is_utf8 C.UTF-8; then
    utf8_locale=
    for name in en_US.UTF-8 $(locale -a 2>/dev/null | grep -im1 'utf-\?8'); do
      if is_utf8 "$name"; then
        utf8_locale=$name
        break
      fi
    done
  fi
  [ -n "$utf8_locale" ] || fail "no locale in UTF-8 is installed, by which Java finds files: install C.UTF-8"
  LC_ALL=$utf8_locale
  export LC_ALL
}

require_utf8_name() {
  ! command -v iconv >/dev/null || printf %s "$1" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1 ||
    fail "the name of the folder $1 is not in UTF-8, without which Java finds nothing in it: rename it"
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    [ -x "$JAVA_HOME/bin/java" ] || fail "JAVA_HOME=$JAVA_HOME has no bin/java: set it to the folder of a JDK 17 or newer"
    java="$JAVA_HOME/bin/java"
  else
    java=$(command -v java) || fail "Java is not installed: install a JDK 17 or newer"
  fi
  java_file=$(readlink -f "$java" 2>/dev/null) || java_file=$java
  java_version=17
  if [ -r "${java_file%/bin/java}/release" ]; then
    while IFS='"' read -r key value rest; do
      [ "$key" != JAVA_VERSION= ] || java_version=${value%%.*}
    done <"${java_file%/bin/java}/release"
  fi
  [ "$java_version" -ge 17 ] || fail "$java is Java $java_version: set JAVA_HOME to the folder of a JDK 17 or newer"
}
