import { useEffect, useState } from 'preact/hooks'
import type { PageFile } from '../types.ts'
import { read } from './api.ts'
import { type Part, partsOf, textOf } from './fields.ts'
import { useModel } from './model.ts'

/** The files of a message, each with its name, a preview and a download. */
export function Files({ list }: { readonly list: unknown }) {
  const files = partsOf(list)
  if (files.length === 0) return null
  return (
    <ul class="filelist" aria-label="Files">
      {files.map((file, index) => (
        <li key={textOf(file['id']) || index} class="card">
          {file['mode'] === 'tombstone' ? <span class="soft">This file was deleted.</span> : <FileCard file={file} />}
        </li>
      ))}
    </ul>
  )
}

/** What a preview shows: the URL of a picture in this page, or a text. */
type Preview = { readonly picture: string } | { readonly text: string }

/** The types that an `img` element shows without running anything in them. */
const pictures = /^image\/(?:png|jpeg|gif)$/
const texts = /^(?:text\/|application\/json$)/

function FileCard({ file }: { readonly file: Part }) {
  const { desk } = useModel()
  const [preview, setPreview] = useState<Preview>()
  const [problem, setProblem] = useState('')
  const name = textOf(file['name'])
  const title = textOf(file['title']) || name
  const type = textOf(file['mimetype'])
  useEffect(
    () => () => {
      if (preview && 'picture' in preview) URL.revokeObjectURL(preview.picture)
    },
    [preview],
  )
  /** Reads the bytes of the file, and calls `use` with them. */
  const withBytes = async (use: (bytes: Uint8Array<ArrayBuffer>) => void) => {
    try {
      const { content } = await read<PageFile>('file', { user: desk.me.id, id: textOf(file['id']) })
      if (content === null) return setProblem('The simulator has not stored the bytes of this file.')
      setProblem('')
      use(Uint8Array.from(atob(content), (one) => one.charCodeAt(0)))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '')
    }
  }
  const show = (bytes: Uint8Array<ArrayBuffer>) =>
    setPreview(
      pictures.test(type)
        ? { picture: URL.createObjectURL(new Blob([bytes], { type })) }
        : { text: new TextDecoder().decode(bytes) },
    )
  return (
    <>
      <bdi>
        <strong>{title}</strong>
      </bdi>{' '}
      <span class="soft">
        {textOf(file['pretty_type'])} · {sizeOf(Number(file['size'] ?? 0))}
      </span>
      <span class="fileacts">
        {(pictures.test(type) || texts.test(type)) && (
          <button
            type="button"
            class="quiet"
            aria-expanded={preview !== undefined}
            onClick={() => void (preview ? setPreview(undefined) : withBytes(show))}
          >
            {preview ? 'Hide' : 'Show'}
            <span class="sr"> {title}</span>
          </button>
        )}
        <button type="button" class="quiet" onClick={() => void withBytes((bytes) => download(name, bytes))}>
          Download<span class="sr"> {title}</span>
        </button>
      </span>
      {problem !== '' && <p class="error">{problem}</p>}
      {preview &&
        ('text' in preview ? <pre>{preview.text}</pre> : <img class="preview" src={preview.picture} alt={title} />)}
    </>
  )
}

/**
 * Saves bytes as a file. Their media type is never the type of a web page, so that the browser does not run them as a
 * page.
 */
function download(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  link.download = name
  link.click()
  // The browser reads the bytes after this function has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Returns a number of bytes as text, in a unit that suits the size. */
function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
