// This file imports nothing, because the simulator’s page uses it in the browser too.

/**
 * Whether a block of a message or a view is still the same block after the app changed the blocks. If it is, what a
 * person entered in the block is kept. Slack keeps the values of a block whose `block_id` does not change
 * (docs.slack.dev/surfaces/modals#preserving-input-entry). If the app gives a block no id, Slack gives it a new id each
 * time. Such a block counts as the same block when nothing in it changed.
 * @param id the id of the block; `b0`, `b1`, … for a block without an id, by its position
 */
export function isKeptBlock(id: string, before: unknown, after: unknown): boolean {
  const position = ownIds(before).includes(id) ? undefined : /^b(\d+)$/.exec(id)?.[1]
  if (position === undefined) return ownIds(after).includes(id)
  const [old, now] = [blocksIn(before)[Number(position)], blocksIn(after)[Number(position)]]
  return old !== undefined && JSON.stringify(old) === JSON.stringify(now)
}

function ownIds(blocks: unknown): string[] {
  return blocksIn(blocks).flatMap(({ block_id: id }) => (typeof id === 'string' && id !== '' ? [id] : []))
}

function blocksIn(blocks: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(blocks) ? blocks.map((one) => (typeof one === 'object' && one !== null ? one : {})) : []
}
