import { constants, createWriteStream } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { pid } from 'node:process'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CliError, foreignCode, systemCode } from '../../errors.ts'
import { whyUnreadable } from '../../fs/file-error.ts'
import { checkPlain } from '../../fs/named-file.ts'
import { NotRead, tooLarge } from '../../fs/not-read.ts'
import type { Context } from '../../runtime/context.ts'
import { shellWord } from '../../terminal/shell-word.ts'

/** Slack's limit for a file, in bytes (1 GB). */
const mostBytes = 1_000_000_000

/** A local file to send. It stays open until it has been sent. */
export interface LocalFile extends AsyncDisposable {
  readonly name: string
  /** The size in bytes, never 0. */
  readonly size: number
  /** Returns a stream of exactly `size` bytes, from the beginning of the file. */
  readonly read: () => Readable
  /** Returns whether the file is unchanged since it was opened. */
  readonly unchanged: () => Promise<boolean>
}

/**
 * Opens a file before the first call to Slack, so that nothing is sent when a file is unreadable.
 * @throws CliError with the exit reason `failed`: the file can't be read; `usage`: it is not a regular file, or it is
 * empty.
 */
export async function openFile(path: string, cwd: string): Promise<LocalFile> {
  const handle = await openPlain(path, cwd)
  try {
    return await readHandle(path, handle)
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * Opens a regular file. Refuses a FIFO, because to open a FIFO can take forever. Refuses a device, because to open a
 * device can have effects.
 */
async function openPlain(path: string, cwd: string): Promise<FileHandle> {
  const file = resolve(cwd, path)
  try {
    checkPlain(await stat(file))
    return await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw notReadable(path, error)
  }
}

async function readHandle(path: string, handle: FileHandle): Promise<LocalFile> {
  const stats = await handle.stat()
  try {
    checkPlain(stats)
  } catch (error) {
    throw notReadable(path, error)
  }
  const { size, mtimeMs } = stats
  if (size === 0) throw empty(path)
  return {
    name: basename(path),
    size,
    read: () => handle.createReadStream({ start: 0, end: size - 1, autoClose: false, highWaterMark: 256 * 1024 }),
    async unchanged() {
      const now = await handle.stat()
      return now.size === size && now.mtimeMs === mtimeMs
    },
    [Symbol.asyncDispose]: () => handle.close(),
  }
}

/**
 * Copies standard input into a temporary file, because Slack needs the size before the upload. The file is in a private
 * folder and is removed when the command ends.
 * @throws CliError with the exit reason `usage`: standard input was empty.
 */
export async function takeInput(
  name: string,
  { inputStream, signal }: Pick<Context, 'inputStream' | 'signal'>,
): Promise<LocalFile> {
  const input = inputStream()
  const folder = await mkdtemp(join(tmpdir(), `slack-tokens-upload-${pid}-`))
  const away = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'input')
    await pipeline(input, upTo(mostBytes), createWriteStream(path, { mode: 0o600, flags: 'wx' }), { signal })
    const handle = await open(path, 'r')
    if ((await handle.stat()).size === 0) {
      await handle.close()
      throw empty('Standard input')
    }
    const file = await readHandle(path, handle)
    return {
      ...file,
      name,
      async [Symbol.asyncDispose]() {
        await handle.close()
        await away()
      },
    }
  } catch (error) {
    await away()
    if (signal.aborted) throw signal.reason
    if (error instanceof CliError) throw error
    throw notReadable('Standard input', error)
  }
}

/**
 * Returns a filter for a stream, which can be endless. The filter yields at most `most` bytes, and throws NotRead if
 * more bytes arrive.
 */
function upTo(most: number): (source: AsyncIterable<Buffer | string>) => AsyncIterable<Buffer> {
  return async function* (source) {
    let size = 0
    for await (const chunk of source) {
      const bytes = Buffer.from(chunk as string)
      size += bytes.length
      if (size > most) throw tooLarge(most)
      yield bytes
    }
  }
}

function empty(what: string): CliError {
  return new CliError('usage', `${what} is empty, and Slack accepts no empty files`, {
    code: 'empty_file',
    hint: 'To send a message without a file: slack-tokens post "#general" "hello"',
  })
}

function hintFor({ code, message }: NotRead, path: string): string {
  if (code === 'input_too_large') return `Split it first: split --bytes=500M ${shellWord(path)}`
  return message.includes('a folder')
    ? `Pack it first: tar czf folder.tgz ${shellWord(path)}`
    : 'Pipe it in: … | slack-tokens upload - "#general" --filename NAME'
}

function notReadable(path: string, error: unknown): CliError {
  const code = systemCode(error)
  if (error instanceof NotRead) {
    return new CliError('usage', `${path} ${error.message}`, {
      code: error.code,
      hint: hintFor(error, path),
      cause: error,
    })
  }
  const why = code === 'ENOSPC' ? 'does not fit on the disk' : whyUnreadable(error)
  return new CliError('failed', `${path} ${why}`, {
    code: foreignCode(code),
    hint: 'Check the path and its permissions. Write a channel as #name',
    cause: error,
  })
}
