#!/usr/bin/env bash
# One named case per fault that a user, a disk, a machine or a signal can bring; see README.md. --quick leaves out the long ones.
. "$(dirname "$0")/common.sh"
quick=false
[ "${1:-}" = --quick ] && quick=true
only=${CASES:-.}
set=scenarios

printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$program" >"$work/costsim"
printf '#!/bin/sh\nexec dotnet "%s" run scenarios --no-plots --quiet "$@"\n' "$program" >"$work/run"
chmod +x "$work/costsim" "$work/run"
PATH=$work:$PATH
cd "$work" || exit 1
good=$work/scenarios/c.json

pass() { passed=$((passed + 1)); }
fail() {
  failed=$((failed + 1))
  echo "FAILED: $*"
  tail -n 4 "$work/out" | cut -c1-300
}
wanted() { [[ $1 =~ ^($only) ]]; }
skip() { ! wanted "$1" || echo "SKIPPED: $*"; }

# check NAME CODES SAID COMMAND…: the exit code is one of CODES, the output holds SAID, and nowhere is there a trace of the program's insides.
check() {
  local name=$1 codes=$2 said=$3
  shift 3
  wanted "$name" || return 0
  timeout 60 "$@" >"$work/out" 2>&1 </dev/null
  local code=$?
  if [[ ! $code =~ ^($codes)$ ]]; then
    fail "$name: exit $code, not $codes"
  elif [ -n "$said" ] && ! grep -qE -- "$said" "$work/out"; then
    fail "$name: does not say $said"
  elif grep -qE '^ +at [A-Z][A-Za-z]+\.|Unhandled exception' "$work/out"; then
    fail "$name: a stack trace"
  else
    pass
  fi
}

# bad NAME SAID SED: a good scenario with something changed is refused with a place in the file.
bad() {
  sed "$3" "$good" >bad.json
  cmp -s bad.json "$good" && fail "$1: the case changes nothing"
  check "$1" 4 "$2" costsim validate bad.json
  wanted "$1" && { grep -qE '^bad.json:[0-9]+:[0-9]+  error CS[0-9]{3}  ' out || fail "$1: no place"; }
}

# same NAME FOLDER: a batch left what it leaves undisturbed.
same() {
  tree "$2" >"$work/found.sums"
  cmp -s "$work/expected-scenarios.sums" "$work/found.sums" && { pass; return; }
  cp "$work/found.sums" "$work/out"
  fail "$1: other bytes"
}

# --- A. Files that are wrong
check A1 6 'no such file or folder.*Did you mean scenarios/a.json' costsim run scenarios/aa.json
: >empty.json
echo null >null.json
echo '  ' >spaces.json
for file in empty null spaces; do check "A2 $file" 4 'error CS001' costsim validate $file.json; done
size=$(stat -c %s "$good")
for at in $($quick && echo 2 $((size / 2)) $((size - 3)) || seq 2 37 $((size - 3))); do
  head -c "$at" "$good" >cut.json
  check "A3 cut at $at" 4 'cut.json:[0-9]+:[0-9]+  error CS003' costsim validate cut.json
done
{ printf '\xef\xbb\xbf'; cat "$good"; } >bom.json
check A4 0 '' costsim run bom.json --no-plots --quiet --output bom
wanted A4 && { (cd bom/c && sha256sum summary.csv scenario.resolved.json) | (cd expected-scenarios/c && sha256sum -c --status) && pass || fail 'A4: other bytes'; }
iconv -t UTF-16 "$good" >utf16.json
sed 's/Scenario c/Scénario c/' "$good" | iconv -t LATIN1 >latin1.json
for file in utf16 latin1; do check "A5 $file" 4 'error CS002.*UTF-8' costsim validate $file.json; done
sed 's/"options": {/\/* a remark *\/ "options": {/; s/"siting": \["port"\]/"siting": ["port",]/' "$good" >comment.json
check A6 0 '' costsim run comment.json --no-plots --quiet --output comment
wanted A6 && { cmp -s comment/c/manifest.json expected-scenarios/c/manifest.json && pass || fail 'A6: other bytes'; }
bad 'A7 twice' 'CS004.*twice' 's/"years": 4/"years": 4, "years": 5/'
bad 'A7 case' CS004 's/"years": 4/"years": 4, "Years": 5/'
bad 'A7 unicode' 'CS004|CS106' 's/"sites": {/"sites": { "caf\xc3\xa9": {"name":"x","valueMEurPerYear":1}, "cafe\xcc\x81": {"name":"x","valueMEurPerYear":1},/'
bad A8 'CS101.*"discuontRate"' 's/discountRate/discuontRate/'
wanted A8 && { grep -q 'did you mean "discountRate"' out && pass || fail 'A8: no suggestion'; }
bad A9 'CS103.*"durationYears" is missing' 's/, "durationYears": 2//'
for kind in '"4"' true '[]' '{}' null 4.5; do bad "A10 $kind" 'CS102' "s/\"years\": 4/\"years\": $kind/"; done
for number in NaN Infinity -Infinity 1e999 -1e999 1e-999; do bad "A11 $number" CS005 "s/\"damageShare\": 0.25/\"damageShare\": $number/"; done
{ printf '{"schemaVersion": 1.'; head -c 1000000 /dev/zero | tr '\0' 1; printf '}'; } >long.json
check 'A11 a million digits' 4 'CS005' costsim validate long.json
bad 'A12 comma' 'CS003.*decimal comma' 's/0.25 }/0,25 }/'
bad 'A12 quotes' 'CS003.*Curly quotes' 's/"years"/“years”/'
bad 'A12 space' 'CS003.*non-breaking space' 's/"years": 4/"years":\xc2\xa04/'
bad 'A13 share' 'CS104.*between 0 and 1, found 25' 's/"damageShare": 0.25/"damageShare": 25/'
bad 'A13 negative' 'CS104.*at least 0, found -6' 's/"supportMEurPerYear": 6/"supportMEurPerYear": -6/'
bad 'A13 ends' 'CS108' 's/"min": 50, "max": 150/"min": 150, "max": 50/'
bad 'A13 mode' 'CS108.*mode' 's/"type": "uniform", "min": 50/"type": "pert", "mode": 20, "min": 50/'
bad 'A13 correlations' 'CS231' 's/"slip": 1.2, "trainingYears": 0.1/"slip": {"type":"uniform","min":1,"max":2}, "trainingYears": {"type":"uniform","min":0.1,"max":1}/; s/"options": {/"correlations": [{"first":"systems:shield:cost:unitPriceMEur","second":"systems:shield:schedule:slip","rank":0.9},{"first":"systems:shield:schedule:slip","second":"systems:shield:schedule:trainingYears","rank":0.9},{"first":"systems:shield:cost:unitPriceMEur","second":"systems:shield:schedule:trainingYears","rank":-0.9}], "options": {/'
sed 's/"valueMEurPerYear": 1000/"valueMEurPerYear": 1000000000/' "$good" >slip.json
check A14 0 'warning CS110.*1e\+15 euros' costsim validate slip.json
head -c 100000 /dev/zero | tr '\0' '[' >deep.json
check 'A15 100,000 levels' 4 CS006 costsim validate deep.json
{ printf '{"a":'; for _ in $(seq 65); do printf '['; done; for _ in $(seq 65); do printf ']'; done; printf '}'; } >deep65.json
check 'A15 65 levels' 4 CS006 costsim validate deep65.json
head -c 11000000 /dev/zero | tr '\0' ' ' >large.json
check 'A16 11 MB' 4 'CS007.*10.000.000' env DOTNET_GCHeapHardLimit=0x12000000 costsim validate large.json
{ printf '{'; seq -f '"k%.0f":1,' 1 600000; printf '"z":1}'; } >keys.json
check 'A16 600,000 keys' 4 'CS007|CS101' env DOTNET_GCHeapHardLimit=0x30000000 costsim validate keys.json
bad 'A17 trials' 'CS104' 's/"trials": 256/"trials": 1e12/'
check 'A17 command line' 2 'between 2 and' costsim run "$good" --trials 1000000000000
echo '{"extends":"circle2.json"}' >circle1.json
echo '{"extends":"circle1.json"}' >circle2.json
check 'A18 circle' 4 'CS011.*circle1.json → circle2.json → circle1.json' costsim validate circle1.json
for i in $(seq 18); do echo "{\"extends\":\"chain$((i + 1)).json\"}" >chain$i.json; done
cp "$good" chain19.json
check 'A18 chain' 4 CS012 costsim validate chain1.json
echo '{"extends":"none.json"}' >missing.json
check 'A18 missing' 4 CS010 costsim validate missing.json
for base in ../../etc/passwd.json /etc/x.json http://x/y.json file:///etc/x.json pipe.json; do
  [ -e pipe.json ] || mkfifo pipe.json
  echo "{\"extends\":\"$base\"}" >outside.json
  check "A19 $base" 4 CS010 timeout 10 costsim validate outside.json
done
check 'A19 pipe' 6 'no regular file|cannot be read' timeout 10 costsim validate pipe.json
rm -f pipe.json
ln -s /dev/zero device.json
check 'A19 device' '4|6' '' timeout 10 costsim validate device.json
ln -s /etc/passwd data.csv
bad 'A19 data' CS109 's/{ "type": "uniform", "min": 50, "max": 150 }/{"type":"empirical","values":{"file":"data.csv","column":"x"}}/'
for name in ../../x /etc/x CON con a:b '' "$(head -c 300 /dev/zero | tr '\0' a)" é; do
  bad "A20 ${name:0:12}" CS201 "s|\"name\": \"c\"|\"name\": \"$name\"|"
done
for text in '\\u0000' '\\u202ex' '\\u001b[31m' '\\uffff'; do
  for key in name title; do
    bad "A20 $key $text" CS008 "s|\"$key\": \"[^\"]*[cC]\"|\"$key\": \"$text\"|"
    wanted A20 && { LC_ALL=C.UTF-8 grep -qP '\x1b|\x{202e}' out && fail "A20 $key $text: it reaches the terminal" || pass; }
  done
done
mkdir -p jail/in
for title in '../../x' '😀' ''; do
  sed "s|\"title\": \"Scenario c\"|\"title\": \"$title\"|" "$good" >jail/in/t.json
  check "A20 title $title" 0 '' costsim run jail/in/t.json --no-plots --output jail/in/output
done
wanted A20 && { [ "$(find jail -mindepth 1 -maxdepth 1 | wc -l)" -eq 1 ] && pass || fail 'A20: something outside the folder'; }
mkdir twins
cp "$good" twins/one.json
cp "$good" twins/two.json
check A21 4 'twins/one.json and twins/two.json are both called "c"' costsim run twins --output twins-output
wanted A21 && { [ ! -e twins-output ] && pass || fail 'A21: something was run'; }
sed 's|"title": "Scenario c"|"title": "</script><img src=x onerror=alert(1)>"|; s|"name": "Shield", "purchases"|"name": "=HYPERLINK(1)", "purchases"|' "$good" >markup.json
check A22 0 '' costsim run markup.json --no-plots --output markup --csv-dialect excel-be
if wanted A22; then
  grep -rqE '<img src=x' markup && fail 'A22: markup in the report' || pass
  grep -qrE '(^|;)"?[=@]' --include='*.csv' markup && fail 'A22: a formula in a table' || pass
fi
if wanted A23; then
  rm -rf edited edited-output
  cp -r scenarios edited
  (costsim run edited --no-plots --quiet --output edited-output --force >out 2>&1) &
  until [ -e edited-output/a ]; do sleep 0.01; done
  echo '{' >edited/e.json
  wait $!
  same A23 edited-output
fi
bad A24 'CS014.*schema version 3' 's/"schemaVersion": 1/"schemaVersion": 3/'

# --- B. The disk, the machine, the environment
if wanted 'B1 full' && mkdir -p full && mount -t tmpfs -o size=300k none full 2>/dev/null; then
  check 'B1 full' 7 'No space left' run --output full
  costsim verify full >out 2>&1
  grep -v 'missing, so the results are not complete' out | grep -qE ': SHA|: missing' && fail 'B1 full: a manifest that is not true' || pass
  mount -o remount,size=50m full
  run --output full >out 2>&1
  same 'B1 full, then room' full
  umount full
else
  skip 'B1 full: no mount here; fail.sh fails every single write'
fi
check 'B2 file size limit' '7|153' '' env DOTNET_EnableWriteXorExecute=0 bash -c "ulimit -f 12; exec '$work/costsim' run scenarios --no-plots --quiet --output limited"
wanted B2 && { run --output limited >out 2>&1; same B2 limited; }
if command -v strace >/dev/null; then
  inject() { # NAME FAULT CODE SAID
    wanted "$1" || return 0
    rm -rf injected
    check "$1" "$3" "$4" strace -f -qq -o /dev/null -e trace="${2%%:*}" -e inject="$2" dotnet "$program" run scenarios --no-plots --quiet --output injected
    run --output injected >out 2>&1
    same "$1, then sound" injected
  }
  inject 'B2 quota' pwrite64:error=EDQUOT:when=9 7 'quota'
  inject B3 fsync:error=EIO:when=5 7 'did not confirm'
  inject 'B4 rename' rename:error=EIO:when=2 7 'cannot be written'
  inject 'B4 access' rename:error=EACCES:when=3 7 'cannot be written'
  check 'B5 single' 6 'cannot be read' strace -f -qq -o /dev/null -P "$good" -e trace=read,pread64 -e inject=read,pread64:error=EIO dotnet "$program" run "$good" --no-plots --quiet --output eio
  check 'B5 batch' 3 'c.json: cannot be read' strace -f -qq -o /dev/null -P scenarios/c.json -e trace=read,pread64 -e inject=read,pread64:error=EIO dotnet "$program" run scenarios --no-plots --quiet --output eio
else
  skip 'B3 to B5: no strace here'
fi
if wanted B6 && command -v setpriv >/dev/null && [ "$(id -u)" -eq 0 ]; then
  reader=$(mktemp -d)
  cp -r "$(dirname "$program")" "$reader/program"
  cp -r scenarios "$reader/scenarios"
  chmod -R a+rX "$reader"
  mkdir -m 755 "$reader/owned"
  check B6 7 'denied' setpriv --reuid=65534 --clear-groups env HOME=/nonexistent dotnet "$reader/program/costsim.dll" run "$reader/scenarios" --quiet --output "$reader/owned"
  rm -rf "$reader"
else
  skip 'B6: not root, or no setpriv'
fi
: >afile
check 'B7 a file' 7 'cannot be written' run --output afile
mkdir -p linked elsewhere
ln -s "$work/elsewhere" linked/c
check 'B7 a link' 7 'is a link' costsim run "$good" --no-plots --quiet --output linked
wanted B7 && { [ -z "$(ls elsewhere)" ] && pass || fail 'B7: written through a link'; }
mkdir -p foreign/c
echo mine >foreign/c/mine.txt
check 'B7 foreign files' 0 '' costsim run "$good" --no-plots --quiet --output foreign
wanted B7 && { [ "$(cat foreign/c/mine.txt)" = mine ] && pass || fail 'B7: a foreign file was touched'; }
echo victim >victim
mkdir -p trap/c
for name in summary.csv trials.csv.costsim-tmp manifest.json.costsim-tmp report.html; do ln -s "$work/victim" "trap/c/$name"; done
check B8 0 '' costsim run "$good" --no-plots --quiet --output trap
wanted B8 && { [ "$(cat victim)" = victim ] && [ ! -L trap/c/summary.csv ] && pass || fail 'B8: written through a link'; }
if wanted B9; then
  for round in $(seq "$($quick && echo 3 || echo 100)"); do
    rm -rf both
    run --output both >first 2>&1 &
    one=$!
    run --output both >second 2>&1 &
    wait $one
    a=$?
    wait $!
    b=$?
    cat first second >out
    [[ "$a $b" =~ ^(0\ 0|0\ 8|8\ 0|8\ 8)$ ]] && ! grep -q 'Unhandled' out && pass || fail "B9 $round: exit $a and $b"
    run --output both >out 2>&1
    same "B9 $round" both
  done
fi
if wanted B10; then
  run --output killed >/dev/null 2>&1 &
  until [ -d killed/a ]; do sleep 0.01; done
  kill -9 $!
  wait $! 2>/dev/null
  check B10 0 '' run --output killed
  same B10 killed
fi
check B11 7 'cannot be written.*(too long|name)' run --output "$(head -c 300 /dev/zero | tr '\0' x)"
if wanted B12; then
  mkdir -p hungry
  cp scenarios/a.json hungry/
  sed 's/"trials": 256/"trials": 20000000, "keep": 20000000/' "$good" >hungry/c.json
  cp scenarios/e.json hungry/
  # Heaps of 48 to 256 MB: memory ends here in one place, there in another, in this thread or that.
  for limit in $($quick && echo 6000000 || for i in $(seq 0 11); do printf '%x\n' $((0x3000000 + i * (0x10000000 - 0x3000000) / 11)); done); do
    for how in '' '--samples none'; do
      rm -rf hungry-output
      check "B12 $limit $how" 3 'c.json.*[Mm]ore memory is needed' env DOTNET_GCHeapHardLimit=0x$limit costsim run hungry --no-plots --quiet $how --output hungry-output
      for other in a e; do
        cmp -s hungry-output/$other/summary.csv expected-scenarios/$other/summary.csv && pass || fail "B12 $limit $how: $other lost its results"
      done
    done
  done
fi
if wanted B13; then
  locales="C tr_TR.UTF-8"
  threads=2
  $quick || { locales="C nl_BE.UTF-8 fr_BE.UTF-8 tr_TR.UTF-8 ar_SA.UTF-8"; threads="1 2 8"; }
  for locale in $locales; do
    for zone in UTC Asia/Kathmandu; do
      for n in $threads; do
        rm -rf place
        env -i PATH="$PATH" LANG=$locale LC_ALL=$locale TZ=$zone "$work/costsim" run scenarios --no-plots --quiet --threads "$n" --output place >out 2>&1
        same "B13 $locale $zone $n threads, no HOME and no TERM" place
      done
    done
  done
fi
if wanted B14 && command -v faketime >/dev/null; then
  for when in '-3y' '@2028-02-29 23:59:58' '@2026-03-29 01:59:59'; do
    rm -rf clock
    faketime -f "$when" dotnet "$program" run scenarios --no-plots --quiet --output clock >out 2>&1
    same "B14 $when" clock
  done
else
  skip 'B14: no faketime here'
fi
if wanted B15; then
  costsim run scenarios --no-plots --output piped 2>out | head -1 >/dev/null
  code=${PIPESTATUS[0]}
  [[ $code =~ ^(0|141)$ ]] && ! grep -q 'Unhandled' out && pass || fail "B15 head: exit $code"
  same 'B15 head' piped
  costsim run scenarios --no-plots --output closed >&- 2>out
  code=$?
  [[ $code =~ ^(0|141)$ ]] && ! grep -q 'Unhandled' out && pass || fail "B15 closed: exit $code"
  same 'B15 closed' closed
fi
check B16 0 '' env TMPDIR=/nonexistent costsim run scenarios --no-plots --quiet --output notmp
wanted B16 && same B16 notmp
if wanted B17; then
  for n in $($quick && echo 64 || echo 1 2 3 8 64); do
    rm -rf many
    run --threads "$n" --output many >out 2>&1
    same "B17 $n threads" many
  done
  rm -rf many
  taskset -c 0 dotnet "$program" run scenarios --no-plots --quiet --output many >out 2>&1
  same 'B17 one core' many
fi
if wanted B18; then
  cp -a expected-scenarios flipped
  for file in flipped/c/*.*; do
    $quick && [[ $file != *s.csv ]] && continue
    cp "$file" keep
    printf "$(printf '\\x%02x' $(($(od -An -tu1 -N1 -j 20 "$file") ^ 1)))" | dd of="$file" bs=1 seek=20 conv=notrunc status=none
    check "B18 ${file##*/}" 10 "${file##*/}" costsim verify flipped/c
    cp keep "$file"
  done
  rm flipped/c/summary.csv
  check 'B18 deleted' 10 'summary.csv: missing' costsim verify flipped/c
fi

if wanted B19; then
  # Runs with other seeds and numbers of trials, two or three into one folder: each does its work or says that it is taken, and what is there is whole.
  for round in $(seq "$($quick && echo 5 || echo 50)"); do
    ((round % 7 == 1)) && rm -rf several
    what=$([ $((round % 2)) -eq 0 ] && echo scenarios/c.json || echo scenarios)
    pids=()
    for seed in $(seq $((2 + round % 2))); do
      timeout 60 costsim run "$what" --no-plots --quiet --trials $((32 + 16 * seed)) --seed "$seed" --output several >"several.$seed" 2>&1 &
      pids+=($!)
      sleep "0.$((RANDOM % 20))"
    done
    codes=
    for pid in "${pids[@]}"; do
      wait "$pid"
      codes="$codes $?"
    done
    cat several.[123] >out
    [[ $codes =~ ^(\ [08])+$ ]] && ! grep -qE 'Unhandled|a bug in the program' out && pass || fail "B19 $round: exit$codes"
    check "B19 $round whole" 0 '' costsim verify several
  done
fi

# B21: whatever stands as a link below an output folder, nothing behind it is written, emptied, removed or listed.
behind() { # NAME CODES LINK COMMAND…: LINK, in the folder "linked", leads outside while COMMAND runs.
  local name=$1 codes=$2 link=$3
  shift 3
  wanted "$name" || return 0
  rm -rf outside
  mkdir outside
  echo precious >outside/mine.txt
  echo precious >outside/mine.costsim-tmp
  mkdir -p "linked/$(dirname "$link")"
  rm -rf "linked/$link"
  case $link in *.*[a-z]) ln -s "$work/outside/mine.txt" "linked/$link" ;; *) ln -s "$work/outside" "linked/$link" ;; esac
  check "$name" "$codes" '' "$@"
  [ "$(cd outside && cat mine.txt mine.costsim-tmp && ls -A | wc -l)" = $'precious\nprecious\n2' ] && pass || fail "$name: something outside was touched"
  rm -f "linked/$link"
}
if [[ B21 =~ ^($only) ]]; then
  rm -rf linked
  cp -a expected-scenarios linked
  behind 'B21 lock' 7 c/.costsim-lock costsim run "$good" --no-plots --quiet --output linked --seed 9
  behind 'B21 log' 7 run.log run --output linked
  behind 'B21 before' 7 .before costsim run changed --no-plots --quiet --output linked
  behind 'B21 plots' 7 c/plots costsim plot linked/c --quiet
  behind 'B21 a file' 0 c/summary.csv costsim run "$good" --no-plots --quiet --output linked --seed 9
  behind 'B21 unfinished' 0 c/trials.csv.costsim-tmp costsim run "$good" --no-plots --quiet --output linked --seed 10
  behind 'B21 a folder' 0 c/inside costsim run "$good" --no-plots --quiet --output linked --seed 11
  behind 'B21 parts' 7 c.parts costsim shard "$good" --trials 2048 --part 1/2 --quiet --output linked
fi

# B22: a pipe or a device in the place of anything that is read.
if [[ B22 =~ ^($only) ]]; then
  rm -rf piped pipes
  cp -a expected-scenarios pipes
  printf 'trial,cost_a,cost_b,effect_a,effect_b\n1,1,2,3,4\n2,2,3,4,5\n' >pipes/sound.csv
  costsim shard "$good" --trials 2048 --part 1/2 --quiet --output pipes >out 2>&1
  analysis='--wide --cost cost --effect effect --threshold 1'
  instead() { # CODES SAID PLACE COMMAND…
    local codes=$1 said=$2 place=$3
    shift 3
    for kind in pipe zero; do
      [ ! -e "$place" ] || mv "$place" kept-aside
      if [ $kind = pipe ]; then mkfifo "$place"; else ln -s /dev/zero "$place"; fi
      check "B22 $kind $place $2" "$codes" "$said" timeout 20 "$@"
      rm -f "$place"
      [ ! -e kept-aside ] || mv kept-aside "$place"
    done
  }
  refused='no regular file'
  instead 6 "$refused" pipes/s.json costsim validate pipes/s.json
  instead 6 "$refused" pipes/s.json costsim run pipes/s.json --no-plots --output pipes/o
  instead 6 "$refused" pipes/s.json costsim shard pipes/s.json --part 1/2 --output pipes/o
  instead 6 "$refused" pipes/samples.csv costsim analyze pipes/samples.csv $analysis --output pipes/o
  instead 6 "$refused" pipes/inputs.csv costsim analyze pipes/sound.csv --inputs pipes/inputs.csv $analysis --output pipes/o
  instead 6 "$refused" pipes/c/trials.csv costsim analyze pipes/c --output pipes/o
  instead 6 "$refused" pipes/c/manifest.json costsim compare pipes/c pipes/b
  instead 6 "$refused" pipes/batch.csv costsim plot pipes --quiet
  instead 6 "$refused" pipes/c.parts/2-of-2.part costsim merge pipes/c.parts --output pipes/o
  instead '6|10' '' pipes/c/summary.csv costsim verify pipes/c
  instead 7 'no regular file|is a link' pipes/run.log run --output pipes
  instead 6 "$refused" pipes/costsim.json env -C pipes costsim run ../scenarios/c.json --no-plots --output o
fi

# B23: what a file system can refuse at the end: another disk, a close that fails, no locks.
if command -v strace >/dev/null; then
  inject 'B23 another disk' rename:error=EXDEV:when=2 7 'cannot be given this name'
  inject 'B23 no locks' flock:error=ENOLCK 7 'gives no lock'
  if wanted 'B23 close'; then
    rm -rf injected
    check 'B23 close' 7 'could not be closed' strace -f -qq -o /dev/null -P "$work/injected/c/summary.csv.costsim-tmp" -e trace=close -e inject=close:error=EIO dotnet "$program" run scenarios --no-plots --quiet --output injected
    run --output injected >out 2>&1
    same 'B23 close, then sound' injected
  fi
fi

# --- C. Being stopped
stopped() { # NAME CODE SIGNALS…
  local name=$1 code=$2 began
  shift 2
  wanted "$name" || return 0
  rm -rf stopped
  (exec env --default-signal=INT dotnet "$program" run slow --no-plots --quiet --output stopped) >out 2>&1 &
  local pid=$!
  until [ -d stopped/c ]; do sleep 0.01; done
  sleep "0.$((RANDOM % 30))"
  began=$(date +%s%N)
  for signal in "$@"; do
    kill "-$signal" $pid 2>/dev/null
    sleep 0.05
  done
  wait $pid
  local found=$? took=$((($(date +%s%N) - began) / 1000000))
  if [ $found -ne "$code" ] && [ $found -ne 0 ]; then
    fail "$name: exit $found"
  elif [ $took -gt "${STOP_MS:-$($quick && echo 5000 || echo 2500)}" ]; then
    fail "$name: took $took ms"
  elif [ $found -eq "$code" ] && ! grep -q 'Stopping\.' out; then
    fail "$name: says nothing"
  else
    pass
  fi
  dotnet "$program" run slow --no-plots --quiet --output stopped >out 2>&1
  (cd stopped && find . -type f ! -name run.log | LC_ALL=C sort | xargs sha256sum) >found.sums
  cmp -s slow.sums found.sums && pass || fail "$name: other bytes"
}
if [[ C =~ ^($only) ]]; then
  cp -r scenarios slow
  sed -i 's/"trials": 256/"trials": 60000/' slow/c.json
  costsim run slow --no-plots --quiet --output slow-expected >out 2>&1
  (cd slow-expected && find . -type f ! -name run.log | LC_ALL=C sort | xargs sha256sum) >slow.sums
  for round in $(seq "$($quick && echo 2 || echo 100)"); do stopped "C1 $round" 130 INT; done
  stopped C2 130 INT INT
  for round in $(seq "$($quick && echo 1 || echo 100)"); do stopped "C3 $round" 143 TERM; done
  for round in $(seq "$($quick && echo 1 || echo 20)"); do stopped "C4 $round" 129 HUP; done
  # C5 and C6, kill -9 at random moments and at every call, are kill.sh.
  for round in $(seq "$($quick && echo 2 || echo 50)"); do
    rm -rf again
    for _ in 1 2 3; do
      (exec dotnet "$program" run scenarios --no-plots --quiet --output again) >/dev/null 2>&1 &
      sleep "0.$((20 + RANDOM % 60))"
      kill -9 $! 2>/dev/null
      wait $! 2>/dev/null
    done
    run --output again >out 2>&1
    same "C7 $round" again
  done
  rm -rf asleep
  (exec dotnet "$program" run scenarios --no-plots --quiet --output asleep) >out 2>&1 &
  until [ -d asleep/b ]; do sleep 0.01; done
  kill -STOP $!
  sleep "$($quick && echo 1 || echo 30)"
  kill -CONT $!
  wait $!
  same C8 asleep
  # C9: after a loss of power each file that was not synced may hold anything. More than a disk could do: any file may be short, empty or gone.
  for round in $(seq "$($quick && echo 5 || echo 300)"); do
    rm -rf lost
    cp -a expected-scenarios lost
    find lost -type f ! -name run.log | LC_ALL=C sort | while read -r file; do
      case $((RANDOM % 12)) in
        0) : >"$file" ;;
        1) truncate -s $(($(stat -c %s "$file") / 2)) "$file" ;;
        2) rm "$file" ;;
        3) mv "$file" "$file.costsim-tmp" ;;
        4) head -c "$(stat -c %s "$file")" /dev/zero >"$file" ;;
      esac
    done
    run --output lost >out 2>&1
    same "C9 $round" lost
  done
  if command -v strace >/dev/null; then
    strace -f -qq -y -o trace -e trace=fsync,rename dotnet "$program" run scenarios --no-plots --quiet --output ordered >out 2>&1
    # Each file is synced under its temporary name before it is renamed, and its folder after.
    awk '/fsync\(/ {if (match($0, /<[^>]*>/)) synced[substr($0, RSTART + 1, RLENGTH - 2)] = NR}
      /rename\("/ {split($0, part, "\""); n++; if (!(part[2] in synced) && part[2] !~ /manifest.json(.moving)?$/) bad++; folder = part[4]; sub(/\/[^\/]*$/, "", folder); due[folder] = NR}
      END {for (f in due) if (!(f in synced) || synced[f] < due[f]) bad++; exit !(n > 50 && bad == 0)}' <(sed "s|\"ordered|\"$work/ordered|g" trace) && pass || fail 'C9: renamed before it was synced'
  fi
  # C10, a bug, is BatchTests.A_bug_a_timeout_and_too_little_memory_cost_only_the_scenario_that_meets_them.
  cp -r scenarios hang
  sed -i 's/"trials": 256/"trials": 30000000/' hang/c.json
  check C11 3 'c was given up after' costsim run hang --no-plots --quiet --samples none --timeout-per-scenario 4 --output hang-output
  cmp -s hang-output/e/summary.csv expected-scenarios/e/summary.csv && pass || fail 'C11: another scenario lost its results'
  for other in '--seed 9' '--trials 128' '--design lhs --trials 128' '--set title=Other' '--csv-dialect excel-be' '--samples 10'; do
    check "C12 $other" 9 'holds complete results, but' costsim run "$good" --no-plots --resume --output expected-scenarios $other
  done
  rm -rf half moved
  (exec dotnet "$program" run scenarios --no-plots --quiet --output half) >/dev/null 2>&1 &
  until [ -d half/c ]; do sleep 0.01; done
  kill -9 $!
  wait $! 2>/dev/null
  mkdir moved
  mv half moved/there
  check C13 0 '' run --threads 1 --output moved/there
  same C13 moved/there
fi
# signalled NAME SIGNAL CODE WHEN COMMAND…: in a phase, told by what WHEN finds, the signal ends the program with its code, within two seconds and saying so.
signalled() {
  local name=$1 signal=$2 code=$3 when=$4 began
  shift 4
  wanted "$name" || return 0
  rm -rf phase
  (exec env --default-signal=INT dotnet "$program" "$@") >out 2>&1 &
  local pid=$!
  until eval "$when" || ! kill -0 $pid 2>/dev/null; do sleep 0.01; done
  began=$(date +%s%N)
  kill "-$signal" $pid 2>/dev/null
  wait $pid
  local found=$? took=$((($(date +%s%N) - began) / 1000000))
  if [ $found -ne "$code" ]; then
    fail "$name: exit $found, not $code"
  elif [ $took -gt "${STOP_MS:-$($quick && echo 5000 || echo 2000)}" ]; then
    fail "$name: took $took ms"
  elif ! grep -q 'Stopping\.' out || grep -qE '^ +at [A-Z][A-Za-z]+\.|Unhandled exception' out; then
    fail "$name: says nothing, or too much"
  elif [ -e phase/c/manifest.json ] || [ -e phase/c-sweep/manifest.json ] || [ -e phase/wide-samples-analysis/manifest.json ]; then
    fail "$name: half-written results are valid"
  else
    pass
  fi
}
if wanted C15; then
  # Of one scenario a block of trials takes minutes; of another the trials are soon there, and are studied, drawn and written for long.
  sed 's/"cruise": 10 } } } } },/"cruise": 15 } } } } },/; s/"salvo": 2, "missile": "dart"/"salvo": 4, "missile": "dart", "doctrine": "optimal", "looks": 3/; s/"channels": 9, "readyMissiles": { "dart": 24 }/"channels": 1000, "readyMissiles": { "dart": 10000 }, "cycles": 100/; s/"units": 2, "missiles": { "dart": 1000 }/"units": 100, "missiles": { "dart": 100000 }/' "$good" >heavy.json
  sed 's/"phase": "conflict", "ratePerYear": 2,/"phase": "always", "ratePerYear": 100000,/' "$good" >slow-trial.json
  sites=$(for i in $(seq 200); do printf '"site%d": {"name":"Site","valueMEurPerYear":{"type":"uniform","min":500,"max":1500}}, ' "$i"; done)
  options=$(for i in $(seq 20); do printf '"option%d": {"name":"Option %d","purchases":{"shield":{"system":"shield","units":%d,"missiles":{"dart":1000},"siting":["port"]}}}, ' "$i" "$i" $((1 + i % 5)); done)
  sed "s/\"trials\": 256/\"trials\": 100000/; s/\"sites\": { /\"sites\": { $sites/; s/\"options\": { /\"options\": { $options/" "$good" >wide.json
  costsim run wide.json --trials 30000 --no-plots --quiet --output studied >out 2>&1
  awk 'BEGIN {print "trial,option,cost,effect"; for (t = 0; t < 600000; t++) {print t ",a," t % 97 "," t % 83; print t ",b," t % 89 "," t % 79}}' >wide-samples.csv
  for part in 1 2; do costsim shard wide.json --trials 200000 --samples all --part $part/2 --quiet --output parts-wide >out 2>&1; done
  mkdir -p many
  for i in $(seq 400); do sed "s/\"name\": \"c\"/\"name\": \"c$i\"/" wide.json >"many/c$i.json"; done
  for round in $($quick && echo TERM || echo TERM INT HUP); do
    case $round in TERM) code=143 ;; INT) code=130 ;; HUP) code=129 ;; esac
    after() { echo "sleep $1"; }
    signalled "C15 $round reading" $round $code "$(after 0.6)" run many --no-plots --quiet --output phase
    signalled "C15 $round in a block" $round $code '[ -d phase/c ] && sleep 0.5' run heavy.json --no-plots --quiet --output phase
    signalled "C15 $round between trials" $round $code '[ -d phase/c ]' run wide.json --trials 100000000 --samples none --no-plots --quiet --output phase
    signalled "C15 $round in rows" $round $code 'ls phase/c/trials.csv* >/dev/null 2>&1' run wide.json --trials 10000000 --samples all --no-plots --quiet --output phase
    signalled "C15 $round studying" $round $code 'ls phase/c/trials.csv* >/dev/null 2>&1 && sleep 0.3' run wide.json --quiet --output phase
    signalled "C15 $round total-order indices" $round $code 'ls phase/c/trials.csv >/dev/null 2>&1 && sleep 0.3' run wide.json --trials 2048 --total-order 4096 --quiet --output phase
    signalled "C15 $round figures" $round $code '[ -d phase/c/plots ]' run "$good" --format png,svg,pdf --language en,fr --quiet --output phase
    signalled "C15 $round analyze" $round $code "$(after 0.8)" analyze wide-samples.csv --cost cost --effect effect --threshold 0:1000:10001 --quiet --output phase
    signalled "C15 $round analyze results" $round $code "$(after 0.5)" analyze studied/c --quiet --output phase
    signalled "C15 $round plot" $round $code "$(after 0.5)" plot studied/c --format png,svg,pdf --language en,fr --output phase
    signalled "C15 $round sweep" $round $code '[ -d phase/c-sweep ]' sweep wide.json --vary economy.discountRate=0:0.06:50 --quiet --output phase
    signalled "C15 $round replay" $round $code "$(after 0.6)" replay slow-trial.json --trial 3
    signalled "C15 $round shard" $round $code '[ -d phase/c.parts ]' shard wide.json --trials 100000000 --part 1/2 --quiet --output phase
    signalled "C15 $round merge" $round $code "$(after 0.8)" merge parts-wide/c.parts --quiet --output phase
    signalled "C15 $round validate" $round $code "$(after 0.6)" validate many
    signalled "C15 $round submit" $round $code "$(after 0.6)" submit many --engine script --parts 4 --output phase
  done
fi
if [[ C14 =~ ^($only) ]]; then
  # Parts made apart, each killed once on the way: merged, they are the run.
  sed 's/"trials": 256/"trials": 20000/' scenarios/c.json >parts.json
  costsim run parts.json --no-plots --quiet --output parts-expected >out 2>&1
  for parts in $($quick && echo 3 || seq 7); do
    for part in $(seq "$parts"); do
      (exec dotnet "$program" shard parts.json --part "$part/$parts" --quiet --output "parts-$parts") >/dev/null 2>&1 &
      sleep "0.$((15 + RANDOM % 20))"
      kill -9 $! 2>/dev/null
      wait $! 2>/dev/null
      check "C14 part $part of $parts" 0 '' costsim shard parts.json --part "$part/$parts" --quiet --output "parts-$parts"
    done
    ls "parts-$parts"/c.parts/*costsim-tmp >/dev/null 2>&1 && fail 'C14: leaves unfinished parts' || pass
    check "C14 $parts parts" 0 '' costsim merge "parts-$parts/c.parts" --no-plots --quiet --output "parts-merged-$parts"
    diff -r parts-expected "parts-merged-$parts" >out 2>&1 && pass || fail "C14 $parts parts: other bytes"
  done
fi

# --- D. Anything at all. D1, damaged files by the million, and D3, one breakage in a sound file, are in the README.
odd=('[1.0.0]' '{"a":1}' '[]' '"text"' '1' '-' '{"a"' '{"a":}' "{'a':1}" '{"a":1,}' '[1,,2]' '{"a":"\u0000"}' '{"a":"\ud800"}' '{"a":"\x"}' '{"a":0x1F}' '{"a":+1}' '{"a":.5}' '{"a":01}' '{"a":1.}'
  '{"a":1e}' '{"a":tru}' '{"a":nul}' '{"a":"' '{"":1}' '{"a":{"a":{"a":1}}}' $'{"a":"\t"}' '{"a":1}{"b":2}' '{"extends":[]}' '{"extends":[[]]}' '{"extends":{}}' '{"extends":null}' '{"$schema":1}' '{"schemaVersion":{}}' '/*' '//')
for text in "${odd[@]}"; do
  printf '%s' "$text" >odd.json
  check "D7 $text" 4 'error CS' costsim validate odd.json
done
if wanted D8; then
  # Results, parts and jobs that say what cannot be, under checksums that are right.
  timeout 900 dotnet run --project "$root/tests/CostSim.Benchmarks" -c Release -- forged "$($quick && echo 20 || echo 200)" >out 2>&1 && pass || fail 'D8: forged files'
fi
words=(run shard merge status validate compare sweep watch plot verify analyze replay new explain schema scenarios c.json --trials --seed -1 0 1e9 --set a=b = --output out-x --quiet --json -- '' é --help -h --resume --threads x --language xx '*' ../..)
RANDOM=7
for round in $($quick && seq 10 || seq 300); do
  arguments=()
  for _ in $(seq $((1 + RANDOM % 5))); do arguments+=("${words[RANDOM % ${#words[@]}]}"); done
  [[ " ${arguments[*]} " == *' watch '* ]] && continue
  check "D6 ${arguments[*]}" '0|2|3|4|6|7|9|10|11' '' costsim "${arguments[@]}"
done
end
