import { isRetired, type MethodFacts, type MethodName, methodFacts } from '../../slack/facts/methods.ts'
import { looksReal } from '../state/real-token.ts'
import { type AnswerBody, answerOrRefusal, fail } from '../state/refusal.ts'
import type { World } from '../state/types.ts'
import { findApp, findPerson } from '../state/users.ts'
import { unsimulatedArgument } from './argument-effects.ts'
import { authenticate } from './authenticate.ts'
import { actsAs, type Caller, headersOf, ownerOf } from './caller.ts'
import type { ApiAnswer, ApiRequest, Call, Handler, OpenCall } from './method.ts'
import { teamProblem, worldFor } from './org-access.ts'
import { appHandlers, configHandlers, handlers, openHandlers } from './registry.ts'
import { missingScopes } from './scopes.ts'
import { withWarnings } from './warnings.ts'

/** The methods with a special error code for a missing argument; all other methods answer `invalid_arguments`. */
const missingArgument: Readonly<Record<string, string>> = {
  'search.all': 'no_query',
  'search.files': 'no_query',
  'search.messages': 'no_query',
}

/**
 * Answers a call of any documented method. The checks run in this order: whether the method is known and not retired,
 * whether a token is present, whether the body is readable, whether the token is valid and of the right kind, its
 * scopes, the arguments. As in Slack, an error has HTTP 200 too, because Slack's SDKs retry other statuses for half an
 * hour.
 */
export function answerMethod(world: World, request: ApiRequest): ApiAnswer {
  const facts = methodFacts(request.method)
  const caller = authenticate(world, request.token, request.method)
  const body = answer(facts, { world, request, caller })
  return {
    status: 200,
    body: withWarnings(body, request.contentType),
    headers: headersOf(request, facts, caller),
    as: actsAs(caller),
    owner: ownerOf(world, caller),
  }
}

const wrongKind = fail('not_allowed_token_type')

interface Judged {
  readonly world: World
  readonly request: ApiRequest
  readonly caller: Caller
}

function answer(facts: MethodFacts | undefined, judged: Judged): AnswerBody {
  const { method } = judged.request
  if (isRetired(method)) return fail('method_deprecated')
  return facts ? decide(facts, judged) : fail('unknown_method', { req_method: method })
}

function decide(facts: MethodFacts, { world, request, caller }: Judged): AnswerBody {
  const { args, url, token, invalid } = request
  if (facts.auth === 'none' || facts.auth === 'refresh_token') {
    if (token !== undefined && looksReal(token)) return fail('invalid_auth')
    return invalid
      ? fail(invalid)
      : perform(openHandlers, request.method as MethodName, { facts, call: { world, args, url } })
  }
  // This method takes a client id and secret. If `answerOauth` did not answer it, the simulator does not support it.
  if (facts.auth !== undefined) return fail('not_simulated')
  if (token === undefined) return fail('not_authed')
  if (invalid) return fail(invalid)
  if (caller.kind === 'refused') return fail(caller.code)
  const method = request.method as MethodName
  // An app-level token has every scope of its kind, so no scope is checked.
  if (caller.kind === 'app') {
    const app = findApp(world, caller.appId)
    if (!facts.other?.app || !app) return wrongKind
    const connect = (options: { readonly debug: boolean }) => request.connect?.(app, options) ?? ''
    return perform(appHandlers, method, { facts, call: { world, args, url, app, connect } })
  }
  if (caller.kind === 'install') {
    const { token: own, actor } = caller
    const there = worldFor(world, own, args)
    return admit(method, facts, { token: own, actor: findPerson(there, actor.id) ?? actor, world: there, args, url })
  }
  // A configuration token works only for methods about an app's settings, and has every scope for these methods.
  if (!facts.other?.configuration) return wrongKind
  return perform(configHandlers, method, { facts, call: { world, args, url } })
}

/** Runs a method that needs no token from an install, or returns the error for its missing arguments. */
function perform<C extends OpenCall>(
  among: Partial<Record<string, (call: C) => AnswerBody>>,
  method: MethodName,
  { facts, call }: { readonly facts: MethodFacts; readonly call: C },
): AnswerBody {
  const absent = absentArguments(facts, call)
  return absent.length > 0 ? missing(method, absent) : (among[method]?.(call) ?? fail('not_simulated'))
}

/**
 * Runs a method that is called with a token from an install, or returns the error for the kind of the token, its scopes
 * or the arguments.
 */
function admit(method: MethodName, facts: MethodFacts, call: Call): AnswerBody {
  const accepted = facts[call.token.kind]
  if (accepted === null) return wrongKind
  const needed = accepted === 'unknown' ? [] : missingScopes(method, accepted, call)
  if (needed.length > 0) {
    return fail('missing_scope', { needed: needed.join(','), provided: call.token.scopes.join(',') })
  }
  const team = teamProblem(method, call)
  if (team) return team
  const absent = absentArguments(facts, call)
  if (absent.length > 0) return missing(method, absent)
  const unsimulated = unsimulatedArgument(method, call)
  if (unsimulated) return unsimulated
  const known: Partial<Record<string, Handler>> = handlers
  return answerOrRefusal(() => known[method]?.(call) ?? fail('not_simulated'))
}

function absentArguments({ required }: MethodFacts, { args }: OpenCall): string[] {
  return required.filter((name) => (args[name] ?? '') === '')
}

function missing(method: MethodName, names: readonly string[]): AnswerBody {
  const code = missingArgument[method]
  if (code) return fail(code)
  const messages = names.map((name) => `[ERROR] missing required field: ${name}`)
  return fail('invalid_arguments', { response_metadata: { messages } })
}
