// Uses of `slack-tokens/install` that its types must accept or reject. Nothing runs this file:
// test/e2e/packed-simulator.test.ts compiles it against the packed package, with each way to resolve modules.
import {
  InstallError,
  type InstallErrorCode,
  type InstallErrorFields,
  type InstalledBotToken,
  type InstalledToken,
  type InstalledWebhook,
  type InstallNotice,
  type InstallPlace,
  type InstallReady,
  type InstallResult,
  type RunInstall,
  type RunInstallOptions,
  runInstall,
  type SlackInstallation,
  type Submitted,
} from 'slack-tokens/install'

/** True when two types are identical, also in `any` and readonly. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function same<A, B>(_same: Same<A, B>): void {}

export async function rightUse(): Promise<void> {
  const run: RunInstall = runInstall
  const options: RunInstallOptions = {
    clientId: '1.2',
    clientSecret: process.env['SLACK_CLIENT_SECRET'],
    scopes: ['chat:write'] as const,
    signal: AbortSignal.timeout(1000),
    async onReady(ready: InstallReady) {
      const submitted: Submitted = ready.submit('text', { trustCode: true })
      if (!submitted.accepted) console.error(submitted.message, submitted.hint, submitted.slackError)
      same<typeof ready.authorizeUrl, string>(true)
      await Promise.resolve()
    },
    onNotice: (notice: InstallNotice) => console.error(notice.message),
  }
  try {
    const result: InstallResult = await run(options)
    const bot: InstalledBotToken | null = result.bot
    const user: InstalledToken | null = result.user
    const webhook: InstalledWebhook | null = result.webhook
    const team: InstallPlace | null = result.team
    const installation: SlackInstallation = result.installation
    console.log(bot?.botId, user?.token, webhook?.url, team?.name, installation.user.id)
    same<(typeof result)['flow'], 'v1' | 'v2' | 'v2_user'>(true)
  } catch (error) {
    if (error instanceof InstallError) {
      const code: InstallErrorCode = error.code
      const fields: InstallErrorFields = error
      same<typeof error.slackError, string | undefined>(true)
      console.error(code, fields.hint, error.message)
    }
  }
}

export async function wrongUse(): Promise<void> {
  // @ts-expect-error clientId and onReady are missing
  await runInstall({})
  // @ts-expect-error scopes are a list
  await runInstall({ clientId: '1.2', scopes: 'chat:write', onReady: () => {} })
  // @ts-expect-error there is no such option
  await runInstall({ clientId: '1.2', onReady: () => {}, store: true })
  const error = new InstallError('text', { code: 'aborted' })
  // @ts-expect-error no install fails with this code
  if (error.code === 'abortd') return
  const { bot } = await runInstall({ clientId: '1.2', onReady: () => {} })
  // @ts-expect-error the bot token can be missing
  console.log(bot.token)
}
