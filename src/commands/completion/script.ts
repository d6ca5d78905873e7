export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

export type CompletionShell = (typeof shells)[number]

/**
 * How to turn on completion in each shell, for every new shell. They name the program as it is on the path, because a new
 * shell starts in another folder (see `renamer`).
 */
export const installLines: Readonly<Record<CompletionShell, string>> = {
  bash: 'echo \'eval "$(slack-tokens completion bash)"\' >> ~/.bashrc',
  zsh: 'echo \'eval "$(slack-tokens completion zsh)"\' >> ~/.zshrc',
  fish: "echo 'slack-tokens completion fish | source' >> ~/.config/fish/config.fish",
  powershell: 'slack-tokens completion powershell >> $PROFILE',
}

/**
 * The scripts of the shells. Each script calls `slack-tokens completion SHELL --complete` with the words of the command
 * line. The words are never evaluated: a half-typed `$(…)` must not run when a person presses Tab. The last line of the
 * answer says what else the shell can offer (see `answer` in command.ts).
 */
const scripts: Readonly<Record<CompletionShell, string>> = {
  // bash splits words at : and =, so the whole line is passed on. bash 3.2 has no compopt; it offers files everywhere.
  bash: `_slack_tokens() {
  local line program=
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :0) ;;
      :4) compopt +o bashdefault +o default 2>/dev/null ;;
      :1*) program=\${line#:1 } ;;
      *) COMPREPLY+=("$line") ;;
    esac
  done < <(slack-tokens completion bash --complete --breaks "$COMP_WORDBREAKS" --line "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  [[ -n $program ]] || return 0
  if declare -F _comp_command_offset >/dev/null; then _comp_command_offset "$program"
  elif declare -F _command_offset >/dev/null; then _command_offset "$program"
  elif (( COMP_CWORD == program )) && [[ \${COMP_WORDS[COMP_CWORD]} != */* ]]; then
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -c -- "\${COMP_WORDS[COMP_CWORD]}")
  fi
}
complete -o bashdefault -o default -F _slack_tokens slack-tokens`,
  zsh: `#compdef slack-tokens
_slack_tokens() {
  local line value description files= program= ret=1
  local -a found
  while IFS= read -r line; do
    case $line in
      :0) files=1 ;;
      :4) ;;
      :1*) program=\${line#:1 } ;;
      *)
        value=\${line%%$'\\t'*} description=\${line#*$'\\t'}
        found+=("\${value//:/\\\\:}\${description:+:$description}")
        ;;
    esac
  done < <(slack-tokens completion zsh --complete -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  if [[ -n $program ]]; then
    shift $program words
    (( CURRENT -= program ))
    _normal
    return
  fi
  (( $#found )) && _describe command found && ret=0
  if [[ -n $files ]]; then
    [[ $PREFIX == --*=* ]] && compset -P 1 '*='
    _files && ret=0
  fi
  return ret
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _slack_tokens slack-tokens`,
  fish: `function __slack_tokens_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (slack-tokens completion fish --complete -- $words[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':0'
                complete -C "'' $current"
            case ':4'
            case ':1 *'
                set -l program (math 1 + (string sub -s 4 -- $line))
                complete -C (string join ' ' -- (string escape -- $words[$program..-1]) "$current")
            case '*'
                echo $line
        end
    end
end
complete -c slack-tokens -f -a '(__slack_tokens_complete)'`,
  powershell: `Register-ArgumentCompleter -Native -CommandName slack-tokens -ScriptBlock {
  param($word, $ast, $cursor)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
  slack-tokens completion powershell --complete '--' @words $word 2>$null | Where-Object { $_ -notmatch '^:[014]( |$)' } | ForEach-Object {
    $value, $description = $_ -split "\`t", 2
    if (-not $description) { $description = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
  }
}`,
}

/** Returns the script that a shell loads to complete `slack-tokens`. */
export function script(shell: CompletionShell): string {
  return scripts[shell]
}
