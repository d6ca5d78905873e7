import type { Context } from '../../runtime/context.ts'

/** Milliseconds between two reads of the entries. */
const every = 200

interface Followed<Entry> {
  /** The entries to print first. */
  readonly first: readonly Entry[]
  /** Returns the entries that arrived after the previous call. */
  readonly next: () => Promise<readonly Entry[]>
  readonly line: (entry: Entry) => string
}

/** Prints each new entry as one line. Returns after the abort signal, or when nobody reads the output any more. */
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
