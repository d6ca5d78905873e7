import { describe, expect, it } from 'vitest'
import { Interruption } from '../../../src/errors.ts'
import { createMachine } from '../../support/cli.ts'
import { createPlace } from '../../support/program.ts'
import { startWeb } from '../../support/web.ts'

const html = { 'content-type': 'text/html' }

describe('drive, after Ctrl-C', () => {
  it.each([
    ['answers nothing', ''],
    ['sends a part of a page and does not end the page', '<h1>Hello</h1>'],
    ['sends many unfinished links and does not end the page', '<a href="'.repeat(5000)],
  ])('exits with 130 while it waits for an app that %s', async (_name, text) => {
    using machine = createMachine()
    const stop = new AbortController()
    await using app = await startWeb((_request, response) => {
      if (text !== '') response.writeHead(200, html).write(text)
      stop.abort(new Interruption('interrupted'))
    })
    const ran = await machine.run(['drive', `${app.url}/install`, '--json'], { signal: stop.signal })
    expect(ran.code).toBe(130)
  })

  it('exits with 130 while the built program follows redirects', async () => {
    using place = createPlace()
    let requested = 0
    await using app = await startWeb((_request, response) => {
      requested += 1
      if (requested === 5) program.child.kill('SIGINT')
      else response.writeHead(302, { location: `/install?${requested}` }).end()
    })
    const program = place.start(['drive', `${app.url}/install`])
    expect(await program.ended, program.stderr()).toBe(130)
  })
})

it('drive exits with 1 and reports no-link-to-slack for a page of 1 MB with only unfinished links', async () => {
  using machine = createMachine()
  await using app = await startWeb((_request, response) =>
    response.writeHead(200, html).end('<a href="'.repeat(110_000)),
  )
  const ran = await machine.run(['drive', `${app.url}/install`, '--scenario', 'allow', '--json'])
  expect([ran.code, ran.json]).toMatchObject([1, { scenarios: [{ findings: [{ id: 'no-link-to-slack' }] }] }])
})
