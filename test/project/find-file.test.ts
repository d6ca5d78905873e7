import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { describe, expect, it } from 'vitest'
import { findProjectFile } from '../../src/project/find-file.ts'
import { type Temporary, temporaryFolder } from '../support/temporary.ts'

const name = '.slack-tokens.json'

/** Creates `home/work/repo/packages/app` and the given files. Their paths are relative to `home`. */
function tree(files: readonly string[]): Temporary & { at(path: string): string } {
  const folder = temporaryFolder()
  const at = (path: string) => join(folder.path, 'home', path)
  mkdirSync(at('work/repo/packages/app'), { recursive: true })
  for (const file of files) {
    if (file.endsWith('.git')) mkdirSync(at(file))
    else writeFileSync(at(file), '{}')
  }
  return { ...folder, at }
}

/** Returns where the file is found from `home/work/repo/packages/app`. */
function foundWith(files: readonly string[], cwd = 'work/repo/packages/app'): string | undefined {
  using home = tree(files)
  return findProjectFile(home.at(cwd), home.at('.'))?.slice(home.at('.').length + 1)
}

describe('the search for .slack-tokens.json', () => {
  it('finds the file in the working directory, and otherwise in the nearest folder above', () => {
    const files = [`work/repo/packages/app/${name}`, `work/repo/${name}`]
    expect(foundWith(files)).toBe(files[0])
    expect(foundWith(files.slice(1))).toBe(files[1])
    expect(foundWith(files, 'work/repo/packages')).toBe(files[1])
  })

  it('finds nothing where there is no file', () => expect(foundWith([])).toBeUndefined())

  it('ends at the root of a repository, and can find a file in this root', () => {
    expect(foundWith(['work/repo/.git', `work/${name}`])).toBeUndefined()
    expect(foundWith(['work/repo/.git', `work/repo/${name}`, `work/${name}`])).toBe(`work/repo/${name}`)
  })

  it('ends at the home folder', () => {
    using home = tree([])
    writeFileSync(join(home.path, name), '{}')
    expect(findProjectFile(home.at('work'), home.at(''))).toBeUndefined()
    // The same place, but the home folder is elsewhere.
    expect(findProjectFile(home.at('work'), home.at('work/repo'))).toBe(join(home.path, name))
  })

  it('recognizes the home folder also when HOME names it by a symbolic link', () => {
    using home = tree([])
    writeFileSync(join(home.path, name), '{}')
    symlinkSync(home.at(''), join(home.path, 'link'))
    expect(findProjectFile(home.at('work'), join(home.path, 'link'))).toBeUndefined()
  })

  it('does not leave the file system of the working directory', (test) => {
    using home = tree([`work/repo/${name}`])
    const cwd = home.at('work/repo/packages')
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', cwd], { stdio: 'ignore' })
    } catch {
      return test.skip('this user may not mount')
    }
    try {
      mkdirSync(join(cwd, 'app'))
      expect(findProjectFile(join(cwd, 'app'), undefined)).toBeUndefined()
      writeFileSync(join(cwd, name), '{}')
      expect(findProjectFile(join(cwd, 'app'), undefined)).toBe(join(cwd, name))
    } finally {
      execFileSync('umount', [cwd])
    }
    expect(findProjectFile(cwd, undefined)).toBe(home.at(`work/repo/${name}`))
  })

  it('ignores a file above the working directory that another user put there', (test) => {
    if (getuid?.() !== 0) return test.skip()
    using home = tree([`work/${name}`])
    const [cwd, file] = [home.at('work/repo'), home.at(`work/${name}`)]
    chownSync(cwd, 1234, 1234)
    chownSync(file, 4321, 4321)
    expect(findProjectFile(cwd, undefined)).toBeUndefined()
    // A file above may belong to the owner of the working directory, as in a container that mounts a checkout.
    chownSync(file, 1234, 1234)
    expect(findProjectFile(cwd, undefined)).toBe(file)
    // A file in the working directory itself is used, whoever owns it.
    chownSync(file, 4321, 4321)
    expect(findProjectFile(home.at('work'), undefined)).toBe(file)
  })

  it('ends without an error when the working directory was removed or is not a folder', () => {
    using home = tree([])
    expect(findProjectFile(home.at('gone'), home.at(''))).toBeUndefined()
  })
})
