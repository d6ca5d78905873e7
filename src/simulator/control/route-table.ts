import { appRoutes } from './app-routes.ts'
import { developerRoutes } from './developer-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { installRoutes } from './install-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { processRoutes } from './process-routes.ts'
import { requestRoutes } from './request-routes.ts'
import type { Route } from './route.ts'
import { workspaceRoutes } from './workspace-routes.ts'

const rows = {
  ...processRoutes,
  ...requestRoutes,
  ...appRoutes,
  ...installRoutes,
  ...workspaceRoutes,
  ...peopleRoutes,
  ...eventRoutes,
  ...pageRoutes,
  ...developerRoutes,
}

type RowTypes = { [Name in keyof typeof rows]: NonNullable<(typeof rows)[Name]['types']> }

export type RouteName = keyof RowTypes
export type AnswerOf<Name extends RouteName> = RowTypes[Name]['answer']
export type BodyOf<Name extends RouteName> = RowTypes[Name]['body']

/** All routes of the control interface, by name. */
export const controlRoutes: { readonly [Name in RouteName]: Route<AnswerOf<Name>, BodyOf<Name>> } = rows

export const allRouteNames = Object.keys(controlRoutes).filter((name): name is RouteName => name in controlRoutes)
