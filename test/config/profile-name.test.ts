import { describe, expect, test } from 'vitest'
import { deriveProfileName, isProfileName } from '../../src/config/profile-name.ts'

describe('a profile name (threat H8)', () => {
  test.each(['acme', 'Acme', 'a', '0', 'acme-2', 'a.b_c-d', 'x'.repeat(64), 'console', 'com'])('can be %s', (name) => {
    expect(isProfileName(name)).toBe(true)
  })

  test.each([
    '',
    '.',
    '..',
    '../escape',
    'a/b',
    'a\\b',
    '/etc/passwd',
    'C:',
    'a..b',
    '-rf',
    '.hidden',
    'a b',
    'ä',
    'a\n',
    'x'.repeat(65),
    'con',
    'NUL',
    'Aux.json',
    'com1',
    'LPT9.txt',
    '__proto__',
    'constructor',
    'prototype',
  ])('cannot be %j', (name) => {
    expect(isProfileName(name)).toBe(false)
  })

  test.each([
    ['Acme', [], 'acme'],
    ['Acme', ['acme'], 'acme-2'],
    ['Acme', ['ACME', 'acme-2'], 'acme-3'],
    ["Ann's Bakery & Sons, Ltd.", [], 'anns-bakery-sons-ltd'],
    ['Zürich Öl', [], 'zurich-ol'],
    ['株式会社', [], 'workspace'],
    ['株式会社', ['workspace'], 'workspace-2'],
    ['CON', [], 'workspace-con'],
    ['constructor', [], 'workspace-constructor'],
    ['../../etc', [], 'etc'],
    ['a'.repeat(80), [], 'a'.repeat(32)],
    ['', [], 'workspace'],
  ])('is made from the workspace name %j, and is, when the names %j are in use, %s', (workspace, taken, name) => {
    expect(deriveProfileName(workspace, taken)).toBe(name)
    expect(isProfileName(name)).toBe(true)
  })
})
