import { oneLine } from '../../slack/facts/one-line.ts'
import type { SeedContent } from './seed-types.ts'

/** Returns the seed with each name on one line, because terminals, pages and API answers show names. */
export function cleanSeed(seed: SeedContent): SeedContent {
  const { workspaces, organization, apps } = seed
  return {
    ...seed,
    workspaces: workspaces.map((one) => ({
      ...one,
      name: oneLine(one.name),
      people: one.people.map((who) => ({
        ...who,
        ...(who.realName !== undefined && { realName: oneLine(who.realName) }),
        ...(who.email !== undefined && { email: oneLine(who.email) }),
      })),
      ...(one.channels && { channels: one.channels.map((room) => ({ ...room, name: oneLine(room.name) })) }),
    })),
    ...(organization && {
      organization: {
        ...organization,
        name: oneLine(organization.name),
        ...(organization.workspaces && { workspaces: organization.workspaces.map((name) => oneLine(name)) }),
      },
    }),
    ...(apps && { apps: apps.map((one) => ({ ...one, name: oneLine(one.name) })) }),
  }
}
