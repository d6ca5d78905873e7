import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'

const list = 'channels:read,groups:read,mpim:read,im:read'
describe('why, for several scopes in `needed`', () => {
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
  ])('finds all four scopes in %s', (text) => {
    const { code, needed, provided } = findRefusal(text) ?? {}
    expect([code, needed, provided]).toEqual(['missing_scope', list, 'chat:write'])
  })

  it('finds both scopes in a text that joins them with “or”', () =>
    expect(findRefusal('missing_scope slack: needed="channels:read" or "groups:read"')).toMatchObject({
      needed: 'channels:read,groups:read',
    }))
})
