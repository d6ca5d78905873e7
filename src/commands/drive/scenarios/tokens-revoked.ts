import { control } from '../../../simulator/control/client.ts'
import type { FindingId } from '../findings/finding.ts'
import { judgeSecondInstall } from '../later-install.ts'
import { judgeDead, judgeLoss, twiceAtMost } from '../lifecycle/judge.ts'
import { afterInstall, type Life, type LifeVerdict, type Member, twoPeople } from '../lifecycle/life.ts'
import { actsFor, isBot, isOwnedBy, type Owner, ownersIn } from '../lifecycle/owners.ts'
import { simulatedApp } from '../lifecycle/simulated-app.ts'
import { tokensSeen } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { doesNotFit } from './does-not-fit.ts'

/**
 * Installs the app as two people, and revokes the user token of the second. Slack sends tokens_revoked with this person
 * only. Nothing may change for the first person, and the app must stop using the revoked token. If the app did not use
 * it, the second person installs again without the bot scopes, because some apps use a user token only when they have no
 * bot token. The token that the app then uses is revoked.
 */
export async function tokensRevoked(stage: DriveStage): Promise<PlayedScenario> {
  const [one, other] = await twoPeople(stage)
  return await afterInstall(stage, {}, async (life) => {
    const { simulator, clientId, link } = life
    checkUserToken(link)
    const revoke = async ({ id: user }: Member) =>
      void (await control(simulator, 'endToken', { do: 'revoke', kind: 'user', user, clientId }))
    const verdict = await loseUserToken(life, {
      ...{ stays: one, goes: other, lost: 'removed-by-user-revocation', acts: true },
      lose: () => revoke(other),
    })
    if (verdict.isUsed || verdict.findings.length > 0 || link.flow !== 'v2' || link.botScopes.length === 0)
      return verdict
    return (await loseOnlyToken(life, [other, one], revoke)) ?? verdict
  })
}

/**
 * Installs the app as two people, and deactivates the account of the one who installed last. The app keeps its bot token
 * (docs.slack.dev/authentication/tokens), and the user token of this person is revoked.
 */
export async function installerLeaves(stage: DriveStage): Promise<PlayedScenario> {
  const [installer, other] = await twoPeople(stage)
  const change = async (deactivated: boolean) =>
    void (await control(stage.simulator, 'changePerson', { id: installer.id, deactivated }))
  try {
    return await afterInstall(stage, { user: other.id }, async (life) => {
      checkUserToken(life.link)
      const { installerLeaves: effect } = await simulatedApp(life.simulator, life.clientId)
      if (effect === 'uninstalled') throw doesNotFit('the simulated app is uninstalled together with its installer')
      return await loseUserToken(life, {
        ...{ stays: other, goes: installer, lost: 'stops-when-installer-leaves', acts: false },
        lose: () => change(true),
      })
    })
  } finally {
    await change(false)
  }
}

/** @throws CliError with the code `scenario_does_not_fit` for a link without user scopes: nothing is lost then */
function checkUserToken({ flow, userScopes }: Life['link']): void {
  if (flow !== 'v1' && userScopes.length === 0) throw doesNotFit('the link requests no user token')
}

interface UserTokenLoss {
  /** The person who installed first, for whom nothing may change. */
  readonly stays: Member
  readonly goes: Member
  /** Whether `goes` can still act in Slack afterwards. */
  readonly acts: boolean
  /** The finding when the app stops for the person who stays. */
  readonly lost: FindingId
  /** Ends the user token of `goes`. */
  lose(): Promise<void>
}

interface LossVerdict extends LifeVerdict {
  /** Whether the app used the token before it was lost. */
  readonly isUsed?: boolean
}

async function loseUserToken(life: Life, { stays, goes, acts, lost, lose }: UserTokenLoss): Promise<LossVerdict> {
  const second = await life.install({ user: goes.id })
  const judgedSecond = judgeSecondInstall('second-install-failed', second)
  if (judgedSecond.kind === 'refused')
    return {
      says: `the app refuses the install of a second person: ${judgedSecond.seen}`,
      notSeen: 'what the app does without the token of one person, because it has only one',
      findings: [],
    }
  if (judgedSecond.findings.length > 0)
    return { says: 'the install of a second person failed', findings: judgedSecond.findings }
  const used = await life.use(life.first.walker)
  const sent = await life.event(stays.id)
  // Only before the token is lost can the scenario see whether the app uses it.
  const uses = [await life.use(second.walker), ...(acts ? [await life.event(goes.id)] : [])]
  await lose()
  const usedAgain = await twiceAtMost(used, () => life.use(life.first.walker))
  const sentAgain = await twiceAtMost(sent, () => life.event(stays.id, actsFor(sent)))
  // Uses the second person’s browser and a new browser twice each, as when the app does its work again and again.
  const later = [
    ...[await life.use(second.walker), await life.use(second.walker)],
    ...[await life.use(life.newBrowser()), await life.use(life.newBrowser())],
    ...(acts ? [await life.event(goes.id), await life.event(goes.id)] : []),
  ]
  const isGone = (owner: Owner) => isOwnedBy(owner, goes.id)
  // If the app acts as the other person for everybody, a failure afterwards does not mean that the bot token is lost.
  const matters = (owner: Owner) => isBot(owner) || isOwnedBy(owner, stays.id)
  const judged = [
    { before: used, after: usedAgain },
    { before: sent, after: sentAgain },
  ].filter(({ before }) => !ownersIn(before).some(isGone))
  const [stopped] = judged.flatMap((one) => judgeLoss({ id: lost, ...one, matters }))
  const dead = judgeDead('revoked-user-token-used', [usedAgain, sentAgain, ...later], {
    events: life.events,
    owned: isGone,
  })
  const ways = { use: { before: used, after: usedAgain }, event: { before: sent, after: sentAgain } }
  const seen = tokensSeen(life.events, ways, { matters, whom: `the bot or the user ${stays.id}` })
  const isUsed = [used, sent, ...uses].flatMap(ownersIn).some(isGone)
  return {
    isUsed,
    says: `${seen.says}; ${isUsed ? 'no longer' : 'never'} as the user ${goes.id}, whose token was revoked`,
    notSeen:
      seen.notSeen ?? (isUsed ? undefined : `a call with the token of the user ${goes.id} before it was revoked`),
    findings: [...(stopped ? [stopped] : []), ...dead],
  }
}

/**
 * Lets the first of `people` install without the bot scopes, so that the answer has only a user token. Ends the token of
 * the person as whom the app then acts. Returns undefined when it acts as none of them.
 */
async function loseOnlyToken(
  life: Life,
  people: readonly [Member, Member],
  revoke: (person: Member) => Promise<void>,
): Promise<LifeVerdict | undefined> {
  const { walker, findings } = await life.install({ user: people[0].id, without: 'scope' })
  // The scenario user-only judges such an install.
  if (findings.length > 0) return undefined
  const owners = ownersIn(await life.use(walker))
  const person = people.find(({ id }) => owners.some((owner) => isOwnedBy(owner, id)))
  if (!person) return undefined
  await revoke(person)
  const later = [await life.use(walker), await life.use(walker), await life.use(walker)]
  return {
    says: `without a bot token the app acted as the user ${person.id}, whose token was then revoked`,
    findings: judgeDead('revoked-user-token-used', later, {
      events: life.events,
      owned: (owner) => isOwnedBy(owner, person.id),
    }),
  }
}
