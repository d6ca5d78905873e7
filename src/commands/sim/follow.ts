import type { Context } from '../../runtime/context.ts'

/** Milliseconds between two looks. */
const every = 200

interface Followed<Entry> {
  /** The existing entries. */
  readonly first: readonly Entry[]
  /** What has come since it was called last. */
  readonly next: () => Promise<readonly Entry[]>
  readonly line: (entry: Entry) => string
}

/** Prints a line each, as they come. Ends with a signal, which is its normal end, or when nobody reads any more. */
export async function followLines<Entry>(
  { first, next, line }: Followed<Entry>,
  { terminal, clock, signal }: Context,
): Promise<void> {
  const print = async (entries: readonly Entry[]) => {
    for (const entry of entries) {
      if (!(await terminal.part(terminal.json ? JSON.stringify(entry) : line(entry)))) return false
    }
    return true
  }
  for (let read = await print(first); read && !signal.aborted; ) {
    await clock.sleep(every, signal).catch(() => {})
    if (signal.aborted) return
    read = await print(await next())
  }
}
