import { describe, expect, it } from 'vitest'
import { type FindingId, findingFacts } from '../../../src/commands/drive/findings/finding.ts'
import { type AppName, driveApp, found } from '../../support/drive.ts'

/** The defects that drive must find: the defect, the app that has it, the scenario, and the only finding. */
const defects: readonly (readonly [defect: string, app: AppName, scenario: string, finding: FindingId])[] = [
  ['state-not-checked', 'plain', 'wrong-state', 'state-not-checked'],
  ['state-not-checked', 'oauth 3', 'wrong-state', 'state-not-checked'],
  ['state-not-checked', 'bolt 5', 'wrong-state', 'state-not-checked'],
  ['state-lost-host', 'plain', 'allow', 'state-lost'],
  ['state-lost-host', 'oauth 4', 'allow', 'state-lost'],
  ['state-lost-path', 'plain', 'allow', 'state-lost'],
  ['state-lost-strict', 'plain', 'allow', 'state-lost'],
  ['state-lost-none', 'plain', 'allow', 'state-lost'],
  ['state-lost-domain', 'plain', 'allow', 'state-lost'],
  ['code-exchanged-twice', 'plain', 'allow', 'code-exchanged-twice'],
  ['redirect-uri-differs', 'plain', 'allow', 'redirect-uri-differs'],
  ['other-client-id', 'plain', 'allow', 'client-id-differs'],
  ['other-client-id,by-basic', 'plain', 'allow', 'client-id-differs'],
  ['never-exchanges', 'plain', 'allow', 'no-exchange'],
  ['wrong-secret', 'plain', 'allow', 'wrong-secret'],
  ['cuts-code', 'plain', 'allow', 'exchange-refused'],
  ['bad-scope', 'plain', 'allow', 'slack-refuses'],
  ['refuses', 'plain', 'allow', 'callback-refused'],
  ['secret-in-page', 'plain', 'allow', 'secret-in-page'],
  ['secret-in-address', 'plain', 'allow', 'secret-in-url'],
  ['secret-in-install-page', 'page', 'allow', 'secret-in-page'],
  ['token-in-url', 'leaking', 'allow', 'secret-in-url'],
  ['token-in-fragment', 'leaking', 'allow', 'secret-in-url'],
  ['token-in-url-of-other-host', 'leaking', 'allow', 'secret-in-url'],
  ['client-secret-in-link', 'leaking', 'allow', 'secret-in-link'],
  ['token-in-json', 'leaking', 'allow', 'secret-in-page'],
  ['token-in-base64', 'leaking', 'allow', 'secret-in-page'],
  ['state-secret-in-page', 'leaking', 'allow', 'secret-in-page'],
  ['webhook-in-page', 'leaking', 'allow', 'secret-in-page'],
  ['token-in-cookie', 'leaking', 'allow', 'secret-in-cookie'],
  ['secret-in-httponly-cookie', 'leaking', 'allow', 'secret-in-cookie'],
  ['token-in-output', 'leaking', 'allow', 'secret-in-output'],
  ['secret-in-output', 'leaking', 'allow', 'secret-in-output'],
  ['token-in-query', 'leaking', 'allow', 'token-in-query'],
  ['token-in-message', 'leaking', 'allow', 'token-in-message'],
  ['same-state', 'careless', 'allow', 'state-repeated'],
  ['counter-state', 'careless', 'allow', 'state-guessable'],
  ['time-state', 'careless', 'allow', 'state-guessable'],
  ['open-redirect', 'careless', 'foreign-return', 'open-redirect'],
  ['open-redirect-slashes', 'careless', 'foreign-return', 'open-redirect'],
  ['open-redirect-at-callback', 'careless', 'foreign-return', 'open-redirect'],
  ['open-redirect-at-install', 'careless', 'foreign-return', 'open-redirect'],
  ['answers-before-stored', 'careless', 'allow', 'answers-before-stored'],
  ['state-in-one-process', 'two processes', 'allow', 'state-in-one-process'],
  ['installation-in-one-process', 'two processes', 'allow', 'installation-in-one-process'],
  ['cookie-stripped', 'behind a host', 'allow', 'cookie-stripped'],
  ['hangs', 'careless', 'allow', 'callback-hangs'],
  ['hangs-before-exchange', 'careless', 'allow', 'callback-hangs'],
  ['pkce-verifier-missing', 'careless', 'allow', 'pkce-verifier-missing'],
  ['unsigned-events', 'careless', 'forged-events', 'unsigned-event-accepted'],
  ['signature-optional', 'careless', 'forged-events', 'unsigned-event-accepted'],
  ['wrong-state-crash', 'plain', 'wrong-state', 'wrong-state-crash'],
  ['forgets-nothing', 'plain', 'uninstall-reinstall', 'no-reinstall'],
  ['denial-500', 'plain', 'deny', 'denial-500'],
  ['no-state-equals-no-state', 'callback cases', 'missing-state', 'state-not-checked'],
  ['stores-another-field', 'lifecycle', 'first-use', 'stored-token-refused'],
  ['failure-as-success', 'callback cases', 'expired-code', 'failure-as-success'],
  ['throws-refusal', 'callback cases', 'expired-code', 'refused-exchange-crash'],
  ['denial-exchanged', 'callback cases', 'deny', 'denial-exchanged'],
  ['bot-token-needed', 'callback cases', 'user-only', 'user-only-crash'],
  ['reload-crash', 'plain', 'double-callback', 'reload-crash'],
  ['org-crash', 'plain', 'org', 'org-crash'],
  ['org-crash', 'oauth 3', 'org', 'org-crash'],
  ['org-crash', 'bolt 4', 'org', 'org-crash'],
  ['user-only-crash', 'plain', 'user-only', 'user-only-crash'],
  ['user-only-crash', 'oauth 4', 'user-only', 'user-only-crash'],
  ['bot-only-crash', 'plain', 'bot-only', 'bot-only-crash'],
  ['bot-only-crash', 'bolt 5', 'bot-only', 'bot-only-crash'],
  ['dead-token-used', 'plain', 'uninstall-reinstall', 'dead-token-used'],
  ['dead-token-used', 'bolt 4', 'uninstall-reinstall', 'dead-token-used'],
  ['dead-token-used', 'bolt 4, Socket Mode', 'uninstall-reinstall', 'dead-token-used'],
  ['dead-token-used', 'bolt 5, Socket Mode', 'uninstall-reinstall', 'dead-token-used'],
  ['no-link', 'plain', 'allow', 'no-link-to-slack'],
  ['endless-page', 'plain', 'allow', 'no-link-to-slack'],
  ['redirect-loop', 'plain', 'allow', 'redirect-loop'],
  ['dies-later', 'plain', 'allow', 'app-ended'],
]

describe('drive, for an app with a defect', () => {
  it.each(defects)(
    'exits with 1 for the defect %s of the app %s in the scenario %s, and reports only the finding %s',
    async (defect, app, scenario, id) => {
      // The test runs only the plain install and this scenario; healthy.test.ts covers the others.
      const drove = await driveApp({
        app,
        defect,
        scenarios: [...new Set(['allow', scenario])].join(','),
        more: ['--http-timeout', '10'],
      })
      expect([drove.code, found(drove)], drove.stderr).toEqual([1, [`${scenario}: ${id}`]])
      const report = drove.report.scenarios.find((one) => one.scenario === scenario)
      const [finding] = report?.findings ?? []
      expect(finding?.cause).toMatch(/\w/)
      // A finding names one of the scenario’s requests, unless its kind belongs to none.
      const request = report?.hops[finding?.hop?.index ?? -1]
      expect(finding?.hop?.url).toBe(request?.url)
      expect(request !== undefined || findingFacts[id].at === 'none').toBe(true)
    },
  )
})

it('drive reports org-crash with team_access_not_granted when an app cannot post after an org-wide install', async () => {
  const drove = await driveApp({ app: 'plain', defect: 'greets', scenarios: 'allow,user-only,org' })
  const [finding] = drove.report.scenarios.at(-1)?.findings ?? []
  expect([drove.code, finding], drove.stderr).toMatchObject([
    1,
    {
      id: 'org-crash',
      evidence: /chat\.postMessage was refused: team_access_not_granted/,
      cure: /until an admin does/,
    },
  ])
  expect(found(drove)).toEqual(['org: org-crash'])
})
