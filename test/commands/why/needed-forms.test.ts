import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'

const list = 'channels:read,groups:read,mpim:read,im:read'
describe('why, for several needed scopes', () => {
  it.each([
    `{"ok":false,"error":"missing_scope","needed":"${list}","provided":"chat:write"}`,
    `data: { ok: false, error: 'missing_scope', needed: '${list}', provided: 'chat:write' }`,
    `{'ok': False, 'error': 'missing_scope', 'needed': '${list}', 'provided': 'chat:write'}`,
    `{"ok"=>false, "error"=>"missing_scope", "needed"=>"${list}", "provided"=>"chat:write"}`,
    `status: 200, error: missing_scope, needed: ${list}, provided: chat:write, warning: null`,
    `slack missing_scope needed: channels:read, groups:read, mpim:read, im:read provided: chat:write`,
    `slack missing_scope, needed: channels:read, groups:read, mpim:read, im:read, provided: chat:write`,
    `slack: missing_scope (needed: ${list}; provided: chat:write)`,
    `slack missing_scope needed=[channels:read groups:read mpim:read im:read] provided=[chat:write]`,
    `slack missing_scope Needed:[]string{"channels:read", "groups:read", "mpim:read", "im:read"} Provided:[]string{"chat:write"}`,
    `slack missing_scope\nneeded:\n  - channels:read\n  - groups:read\n  - mpim:read\n  - im:read\nprovided:\n  - chat:write`,
    `missing_scope: needed: 'channels:read, groups:read, mpim:read, im:read', provided: 'chat:write'`,
  ])('reads all of them from %s', (text) => {
    const { code, needed, provided } = findRefusal(text) ?? {}
    expect([code, needed, provided]).toEqual(['missing_scope', list, 'chat:write'])
  })

  it('reads them from a sentence that joins them with “or”', () =>
    expect(findRefusal('missing_scope slack: needed="channels:read" or "groups:read"')).toMatchObject({
      needed: 'channels:read,groups:read',
    }))
})
