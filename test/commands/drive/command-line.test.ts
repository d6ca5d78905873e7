import { expect, it } from 'vitest'
import { commandLine } from '../../../src/commands/drive/command-line.ts'

const url = new URL('http://localhost:3000/install')

it('a hint of drive gives another install address as a command that repeats every option', () => {
  const again = commandLine({
    ...{ start: 'npm start', artifacts: 'kept', yes: true, browser: true },
    reporter: [
      { name: 'github', file: undefined },
      { name: 'junit', file: 'a b.xml' },
    ],
  })
  expect(again.install(url)).toBe(
    "slack-tokens drive http://localhost:3000/install --browser --yes --start 'npm start' --artifacts kept --reporter github --reporter 'junit=a b.xml'",
  )
})

it.each([{ start: 'npm start' }, { url: 'http://localhost:3000/wrong' }])(
  'a hint of drive gives another install address as a line of the project’s file that has %j',
  (fromProject) => {
    const again = commandLine({ ...fromProject, fromProject, projectFile: '.slack-tokens.json' })
    expect(again.install(url)).toBe('"url": "http://localhost:3000/install" in "drive" of .slack-tokens.json')
    expect(again({ scenario: ['deny'] })).toBe('slack-tokens drive --scenario deny')
  },
)
