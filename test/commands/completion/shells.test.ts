import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quoted } from '../../../src/terminal/shell-word.ts'
import { launcher } from '../../support/program.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const home = temporaryFolder()
const bin = join(home.path, 'bin')
const env = { ...process.env, HOME: home.path, SLACK_TOKENS_CONFIG_DIR: home.path, TERM: 'xterm' }

const isMissing = (shell: string) => spawnSync(shell, ['-c', 'true']).status !== 0

/** Runs a script in a shell that finds `slack-tokens` on its PATH. Returns the output of the script. */
function inShell(shell: string, program: string): string {
  const PATH = `${bin}:${process.env['PATH'] ?? ''}`
  return execFileSync(shell, ['-c', program], { env: { ...env, PATH }, encoding: 'utf8', timeout: 100_000 }).trim()
}

beforeAll(() => {
  mkdirSync(bin)
  symlinkSync(launcher, join(bin, 'slack-tokens'))
})
afterAll(() => {
  home[Symbol.dispose]()
})

describe('the completion of bash', () => {
  const completed = (line: string) =>
    inShell(
      'bash',
      `eval "$(slack-tokens completion bash)"
COMP_LINE=${quoted(line)}
COMP_POINT=\${#COMP_LINE}
_slack_tokens
printf '%s\\n' "\${COMPREPLY[@]}"`,
    )

  it.skipIf(isMissing('bash'))('completes commands, values in quotes, and a word that bash splits at a colon', () => {
    expect(completed('slack-tokens whoa')).toBe('whoami')
    expect(completed('slack-tokens whoami --as=u')).toBe('user')
    expect(completed('slack-tokens scopes chat:write.c')).toBe('write.customize')
    expect(completed('slack-tokens scopes "chat:write.c')).toBe('chat:write.customize')
  })

  it.skipIf(isMissing('bash'))('runs nothing of the line that a person types', () => {
    const ran = join(home.path, 'ran')
    completed(`slack-tokens post $(touch ${ran}) "$(touch ${ran})" \`touch ${ran}\` ; touch ${ran} ; `)
    expect(existsSync(ran)).toBe(false)
  })
})

describe('the completion of fish', () => {
  const completed = (line: string) =>
    inShell('fish', `slack-tokens completion fish | source; complete -C ${quoted(line)}`)
      .split('\n')
      .map((row) => row.split('\t')[0])

  it.skipIf(isMissing('fish'))('completes commands, options, choices and files', () => {
    expect(completed('slack-tokens whoa')).toEqual(['whoami'])
    expect(completed('slack-tokens whoami --as ')).toEqual(['bot', 'user'])
    expect(completed('slack-tokens scopes chat:write.c')).toEqual(['chat:write.customize'])
    expect(completed(`slack-tokens import ${home.path}/bi`)).toEqual([`${home.path}/bin/`])
  })
})

describe('the completion of zsh', () => {
  it.skipIf(isMissing('zsh'))('completes a command at a prompt', () => {
    const screen = inShell(
      'zsh',
      `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'eval "$(slack-tokens completion zsh)"; print LOA""DED'
zpty -r -m z out '*LOADED*'
zpty -w -n z 'slack-tokens whoa'$'\\t'
zpty -r -m z out '*whoa*mi*'
print -r -- "$out"
zpty -d z`,
    )
    expect(screen).toMatch(/whoa[\s\S]*mi/)
  })
})
