import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quoted } from '../../../src/terminal/shell-word.ts'
import { launcher } from '../../support/program.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const home = temporaryFolder()
const bin = join(home.path, 'bin')
const env = { ...process.env, HOME: home.path, SLACK_TOKENS_CONFIG_DIR: home.path, TERM: 'xterm' }

const isMissing = (shell: string) => spawnSync(shell, ['-c', 'true']).status !== 0

/** Runs a shell in the home folder, where it finds `slack-tokens` on its PATH. Returns what it prints on stdout. */
function run(shell: string, args: readonly string[], input = ''): string {
  const PATH = `${bin}:${process.env['PATH'] ?? ''}`
  const options = { env: { ...env, PATH }, cwd: home.path, input, encoding: 'utf8', timeout: 20_000 } as const
  return execFileSync(shell, args, { ...options, stdio: ['pipe', 'pipe', 'ignore'] }).trim()
}

const inShell = (shell: string, program: string) => run(shell, ['-c', program])

beforeAll(() => {
  mkdirSync(bin)
  symlinkSync(launcher, join(bin, 'slack-tokens'))
  writeFileSync(join(bin, 'zebra-of-the-test'), '#!/bin/sh\n', { mode: 0o755 })
  mkdirSync(join(home.path, 'sub dir'))
  writeFileSync(join(home.path, 'sub dir', 'an swer.json'), '{}')
  writeFileSync(join(home.path, 'plain.json'), '{}')
  inShell('sh', 'slack-tokens login --sim --approve --scopes chat:write,incoming-webhook')
})
afterAll(() => {
  home[Symbol.dispose]()
})

/** Half-typed command lines, and the words that the shell passes to the program after Tab. */
const lines: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['slack-tokens whoa', ['whoami']],
  ['slack-tokens "whoa', ['whoami']],
  ['slack-tokens help cred', ['help', 'credential-commands']],
  ['slack-tokens post "#g', ['post', '#general']],
  ["slack-tokens post '#g", ['post', '#general']],
  ['slack-tokens post \\#g', ['post', '#general']],
  ['slack-tokens whoami --as u', ['whoami', '--as', 'user']],
  ['slack-tokens whoami --as "u', ['whoami', '--as', 'user']],
  ['slack-tokens whoami --as=u', ['whoami', '--as=user']],
  ['slack-tokens scopes chat:write.c', ['scopes', 'chat:write.customize']],
  ['slack-tokens explain pla', ['explain', 'plain.json']],
  ['slack-tokens import "pla', ['import', 'plain.json']],
  ['slack-tokens upload sub\\ dir/an', ['upload', 'sub dir/an swer.json']],
  ["slack-tokens upload 'sub dir/an", ['upload', 'sub dir/an swer.json']],
  ['slack-tokens app add --manifest pla', ['app', 'add', '--manifest', 'plain.json']],
  ['slack-tokens app add --manifest=sub\\ dir/an', ['app', 'add', '--manifest=sub dir/an swer.json']],
  ['slack-tokens post "#general" pla', ['post', '#general', 'pla']],
  ['slack-tokens run -- zebra-of', ['run', '--', 'zebra-of-the-test']],
  ['slack-tokens sim run zebra-of', ['sim', 'run', 'zebra-of-the-test']],
  ['slack-tokens run --profile=sandbox-inc -- cat pla', ['run', '--profile=sandbox-inc', '--', 'cat', 'plain.json']],
]

const completed = Object.fromEntries(lines)

/** The line, Tab, the key that moves the cursor to the start of the line, and a command that prints the words. */
const keys = (line: string) => `${line}\t\u0001>>words printf '%s\\t' `

/** Returns the words of each line, which the commands of `keys` wrote to a file. */
function wordsOf(file: string): unknown {
  const rows = file.split('slack-tokens\t').slice(1)
  return Object.fromEntries(lines.map(([line], index) => [line, rows[index]?.split('\t').slice(0, -1)]))
}

describe('the completion of bash', () => {
  it.skipIf(isMissing('bash'))('completes each word at a prompt', () => {
    const typed = ['eval "$(slack-tokens completion bash)"; rm -f words', ...lines.map(([line]) => keys(line)), '']
    run('bash', ['--norc', '-i'], typed.join('\n'))
    expect(wordsOf(readFileSync(join(home.path, 'words'), 'utf8'))).toEqual(completed)
  })

  it.skipIf(isMissing('bash'))(
    'completes the command line of a program as bash-completion does, if it is there',
    () => {
      const asked = inShell(
        'bash',
        `eval "$(slack-tokens completion bash)"
_command_offset() { echo "offset $1"; }
COMP_WORDBREAKS=$' :='
COMP_LINE='slack-tokens run --profile=a -- git ch'
COMP_POINT=\${#COMP_LINE}
_slack_tokens`,
      )
      expect(asked).toBe('offset 6')
    },
  )

  it.skipIf(isMissing('bash'))('runs nothing of the line that a person types', () => {
    const ran = join(home.path, 'ran')
    const line = `slack-tokens post $(touch ${ran}) "$(touch ${ran})" \`touch ${ran}\` ; touch ${ran} ; `
    inShell(
      'bash',
      `eval "$(slack-tokens completion bash)"; COMP_LINE=${quoted(line)}; COMP_POINT=${line.length}; _slack_tokens`,
    )
    expect(existsSync(ran)).toBe(false)
  })
})

describe('the completion of fish', () => {
  it.skipIf(isMissing('fish'))('completes each word', () => {
    const asked = lines.map(([line]) => `complete -C ${quoted(line)}; echo ==`)
    const rows = inShell('fish', ['slack-tokens completion fish | source', ...asked].join('\n')).split(/^==$/m)
    const offered = lines.map(([line], index) => [line, rows[index]?.trim().split('\t')[0]])
    expect(offered).toEqual(lines.map(([line, words]) => [line, line.endsWith(words.at(-1) ?? '') ? '' : words.at(-1)]))
  })
})

describe('the completion of zsh', () => {
  it.skipIf(isMissing('zsh'))('completes each word at a prompt', () => {
    const start = 'bindkey -e; eval "$(slack-tokens completion zsh)"; rm -f words'
    const typed = [start, ...lines.map(([line]) => keys(line)), 'exit']
    inShell(
      'zsh',
      `zmodload zsh/zpty
zpty z zsh -f -i
${typed.map((line) => `zpty -w z ${quoted(line)}`).join('\n')}
while zpty -r z out; do :; done`,
    )
    expect(wordsOf(readFileSync(join(home.path, 'words'), 'utf8'))).toEqual(completed)
  })
})
