#!/usr/bin/env bash
# The completion scripts, asked by the shells themselves: bash always, zsh and fish where they are installed (cli/setup --tests does).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$(dirname "$GALLEY_BIN"):$PATH"
cd "$work"
touch post.md; mkdir folder
failed=0 asked=0
expect() { # shell, what was typed, a word that must be offered, one that must not
  asked=$((asked + 1))
  if ! grep -qxF -- "$3" <<<"$got"; then echo "$1: '$2' does not offer '$3', but: $(tr '\n' ' ' <<<"$got" | cut -c1-300)"; failed=1; fi
  if [ -n "${4:-}" ] && grep -qxF -- "$4" <<<"$got"; then echo "$1: '$2' offers '$4'"; failed=1; fi
}

galley completion bash >"$work/bash"
bash -n "$work/bash"
cat >"$work/ask" <<'ASK'
source "$1"; shift
# Bash cuts words at = and : before it asks.
COMP_WORDS=(); for w in "$@"; do while [[ $w == *=* && $w != = ]]; do COMP_WORDS+=("${w%%=*}" "="); w=${w#*=}; done; COMP_WORDS+=("$w"); done
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_galley 2>&1
printf '%s\n' "${COMPREPLY[@]}"
ASK
in_bash() { got=$(bash "$work/ask" "$work/bash" "$@"); }
in_bash galley ''; expect bash 'galley ' lint post.md
in_bash galley co; expect bash 'galley co' config lint
in_bash galley lint --for; expect bash 'galley lint --for' --format --select
in_bash galley lint --format js; expect bash 'galley lint --format js' jsonl text
in_bash galley lint --select LK00; expect bash 'galley lint --select LK00' LK001 FM001
in_bash galley lint --select FM,empty-l; expect bash 'galley lint --select FM,empty-l' FM,empty-link
in_bash galley lint --level MK00; expect bash 'galley lint --level MK00' MK001=
in_bash galley lint --level MK001=w; expect bash 'galley lint --level MK001=w' warning error
in_bash galley lint --fail-on=e; expect bash 'galley lint --fail-on=e' error never
in_bash galley lint po; expect bash 'galley lint po' post.md folder
in_bash galley explain emp; expect bash 'galley explain emp' empty-link
in_bash galley completion ''; expect bash 'galley completion ' fish

if command -v zsh >/dev/null; then
  galley completion zsh >"$work/_galley"
  zsh -n "$work/_galley"
  # A terminal of its own, in which a key is pressed, as people do.
  cat >"$work/ask.zsh" <<'ASK'
zmodload zsh/zpty
zpty z zsh -f -i
ask() {
  local line=$1 out all=
  zpty -w z "PS1='>'; fpath=($W \$fpath); autoload -U compinit; compinit -u -d $W/dump; cd $W"
  zpty -w z "zstyle ':completion:*' list-prompt ''; LISTMAX=10000; COLUMNS=40; bindkey '^I' complete-word; bindkey '^X' list-choices; print READY"
  while zpty -r z out; do [[ $out == *READY* && $out != *print* ]] && break; done
  zpty -w -n z "$line"$'\x18'
  sleep 2
  while zpty -r -t z out; do all+=$out; done
  print -r -- $all
}
ask "$1"
zpty -d z
ASK
  in_zsh() { got=$(W=$work timeout 60 zsh -f "$work/ask.zsh" "$1" | sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' | tr -s ' \r\t' '\n'); }
  in_zsh 'galley '; expect zsh 'galley ' lint
  in_zsh 'galley lint --fail-on '; expect zsh 'galley lint --fail-on ' never
  in_zsh 'galley explain empty-'; expect zsh 'galley explain empty-' empty-link
else
  echo "zsh is not installed: its script was not asked"
fi

if command -v fish >/dev/null; then
  galley completion fish >"$work/galley.fish"
  fish --no-execute "$work/galley.fish"
  in_fish() { got=$(HOME=$work fish -N -c "source $work/galley.fish; complete -C '$1'" | cut -f1); }
  in_fish 'galley '; expect fish 'galley ' lint
  in_fish 'galley lint --for'; expect fish 'galley lint --for' --format --select
  in_fish 'galley lint --format js'; expect fish 'galley lint --format js' jsonl text
  in_fish 'galley lint --select LK00'; expect fish 'galley lint --select LK00' LK001
  in_fish 'galley lint --level MK00'; expect fish 'galley lint --level MK00' MK001=warning
  in_fish 'galley lint po'; expect fish 'galley lint po' post.md
else
  echo "fish is not installed: its script was not asked"
fi
echo "$asked asked"
exit $failed
