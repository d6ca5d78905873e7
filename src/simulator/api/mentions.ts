import type { World } from '../state/types.ts'
import { channelsIn, peopleIn } from '../state/workspaces.ts'
import { isOn, type OpenCall } from './method.ts'

/**
 * Returns the text as Slack stores it. With `link_names` or `parse=full`, names of people and channels become mentions;
 * with `parse=full`, web addresses become links too (docs.slack.dev/messaging/formatting-message-text).
 */
export function linked(text: string, { world, args }: Pick<OpenCall, 'world' | 'args'>): string {
  const full = args['parse'] === 'full'
  if (!full && !isOn(args['link_names'])) return text
  const named = text.replace(/(?<![\w<@#/])([@#])([\p{L}\d._-]*[\p{L}\d_-])/gu, (whole, sign: string, name: string) =>
    sign === '@' ? person(world, name, whole) : channel(world, name, whole),
  )
  return full ? named.replace(/(?<![<|\w])https?:\/\/[^\s<>|]+/g, '<$&>') : named
}

function person(world: World, name: string, whole: string): string {
  const found = peopleIn(world).find((one) => one.name === name && !one.deleted)
  return found ? `<@${found.id}>` : whole
}

function channel(world: World, name: string, whole: string): string {
  const found = channelsIn(world).find((one) => one.name === name && one.kind === 'public')
  return found ? `<#${found.id}|${name}>` : whole
}
