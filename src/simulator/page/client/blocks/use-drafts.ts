import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { isKeptBlock } from '../../../../slack/facts/block-ids.ts'

type Drafts = Readonly<Record<string, string>>

/**
 * Stores what the person enters in blocks and has not sent. When the app changes the blocks, only the texts in blocks
 * that are still the same (see `isKeptBlock`) are kept.
 * @param blocks the blocks of a message or a view
 * @param before a map from `block id.action id` to a text that the person entered earlier
 */
export function useDrafts(blocks: unknown, before: Drafts = {}) {
  const [drafts, setDrafts] = useState(before)
  const last = useRef(blocks)
  const text = JSON.stringify(blocks)
  useLayoutEffect(() => {
    const { current: old } = last
    last.current = blocks
    if (old === blocks) return
    setDrafts((known) => {
      const kept = Object.entries(known).filter(([name]) => isKeptBlock(blockOf(name, old), old, blocks))
      return kept.length === Object.keys(known).length ? known : Object.fromEntries(kept)
    })
  }, [text])
  const setDraft = useCallback((name: string, typed: string) => setDrafts((known) => ({ ...known, [name]: typed })), [])
  return { drafts, setDraft, setDrafts }
}

/**
 * Returns the block id in a name, which is `block id.action id`. Both ids can contain dots, so the function looks for
 * the block id in the blocks.
 */
function blockOf(name: string, blocks: unknown): string {
  const ids = Array.isArray(blocks) ? blocks.map((one: { readonly block_id?: unknown }) => one.block_id) : []
  const found = ids.find((id) => typeof id === 'string' && id !== '' && name.startsWith(`${id}.`))
  return typeof found === 'string' ? found : (name.split('.')[0] ?? '')
}
