#!/usr/bin/env bash
# Makes class folders of labelled images: links, sorted by groups of class indices.
#   class_folders.sh IMAGES LABELS GROUPS OUT
# IMAGES is a folder; LABELS a CSV file that begins with file,class_index; GROUPS one of group,first,last (class
# indices, both included). Images of no group are left out, and counted.
set -euo pipefail

fail() {
  printf 'class_folders.sh: %s\n' "$1" >&2
  exit 2
}

[ $# = 4 ] || fail "$# arguments: use class_folders.sh IMAGES LABELS GROUPS OUT"
[ -d "$1" ] || fail "$1 is not a folder: pass the folder of the images"
[ -f "$2" ] || fail "$2 is not a file: pass the labels as CSV"
[ -f "$3" ] || fail "$3 is not a file: pass the groups as CSV"
[[ $(head -n 1 "$2") == file,class_index* ]] || fail "$2 does not begin with file,class_index: pass such a CSV file"
[[ $(head -n 1 "$3") == group,first,last* ]] || fail "$3 does not begin with group,first,last: pass such a CSV file"
[ ! -e "$4" ] || fail "$4 exists: name another folder"

images=$(readlink -f "$1")
scratch=$4.unfinished
mkdir "$scratch"
trap 'rm -rf "$scratch"' EXIT
left_out=0
while IFS=$'\t' read -r file group; do
  [ -n "$group" ] || { left_out=$((left_out + 1)); continue; }
  [ -f "$images/$file" ] || fail "$2 names $file, which is not in $1: remove the row or pass its folder"
  mkdir -p "$scratch/$group"
  ln -s "$images/$file" "$scratch/$group/${file//\//-}"
done < <(awk -F, -v OFS='\t' '
  { sub(/\r$/, "") }
  FNR == 1 { next }
  NR == FNR { for (i = $2; i <= $3; i++) group[i + 0] = $1; next }
  { print $1, group[$2 + 0] }' "$3" "$2")
mv "$scratch" "$4"
trap - EXIT
[ "$left_out" = 0 ] || echo "class_folders.sh: $left_out images are of no group"
