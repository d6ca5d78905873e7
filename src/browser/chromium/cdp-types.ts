/** The parts of the Chrome DevTools Protocol (chromedevtools.github.io/devtools-protocol) that this code uses. */

/** A request as Chromium reports it. */
interface ReportedRequest {
  /** The URL without the part after `#`. */
  readonly url: string
  readonly method: string
}

/** HTTP headers. Lines of the same name are joined with line breaks. */
export type CdpHeaders = Readonly<Record<string, string>>

export interface CdpEvents {
  readonly 'Target.attachedToTarget': {
    readonly sessionId: string
    readonly targetInfo: { readonly targetId: string; readonly type: string; readonly browserContextId?: string }
  }
  readonly 'Target.detachedFromTarget': { readonly sessionId: string }
  readonly 'Fetch.requestPaused': {
    readonly requestId: string
    readonly request: ReportedRequest
    readonly frameId: string
    readonly resourceType: string
    /** The id of the same request in the `Network` events. */
    readonly networkId?: string
  }
  readonly 'Network.requestWillBeSent': {
    readonly requestId: string
    readonly request: ReportedRequest
    readonly type?: string
    readonly frameId?: string
    /** The answer that redirected to this request. Both requests have the same id. */
    readonly redirectResponse?: { readonly status: number }
  }
  readonly 'Network.requestWillBeSentExtraInfo': {
    readonly requestId: string
    readonly headers: CdpHeaders
    /**
     * The cookies of this site, including those that are not sent. The list of reasons is empty for a cookie that is
     * sent.
     */
    readonly associatedCookies: readonly {
      readonly blockedReasons: readonly string[]
      readonly cookie: { readonly name: string }
    }[]
  }
  readonly 'Network.responseReceivedExtraInfo': {
    readonly requestId: string
    readonly headers: CdpHeaders
    readonly statusCode: number
    readonly blockedCookies: readonly { readonly blockedReasons: readonly string[]; readonly cookieLine: string }[]
  }
  readonly 'Network.responseReceived': { readonly requestId: string; readonly response: { readonly status: number } }
  readonly 'Network.dataReceived': { readonly requestId: string; readonly dataLength: number }
  readonly 'Network.loadingFinished': { readonly requestId: string }
  readonly 'Network.loadingFailed': { readonly requestId: string; readonly errorText: string }
  readonly 'Page.frameNavigated': {
    readonly frame: { readonly id: string; readonly parentId?: string; readonly url: string; readonly loaderId: string }
  }
  readonly 'Page.loadEventFired': object
  readonly 'Page.javascriptDialogOpening': { readonly type: string; readonly message: string }
  readonly 'Inspector.targetCrashed': object
  readonly 'Security.certificateError': {
    readonly eventId: number
    readonly errorType: string
    readonly requestURL: string
  }
}

export interface CdpCommands {
  readonly 'Target.setAutoAttach': [params: object, result: object]
  readonly 'Target.createBrowserContext': [params: { disposeOnDetach: boolean }, result: { browserContextId: string }]
  readonly 'Target.disposeBrowserContext': [params: { browserContextId: string }, result: object]
  readonly 'Target.createTarget': [params: { url: string; browserContextId: string }, result: { targetId: string }]
  readonly 'Runtime.runIfWaitingForDebugger': [params: object, result: object]
  readonly 'Runtime.evaluate': [
    params: { expression: string; contextId?: number; returnByValue?: boolean; userGesture?: boolean },
    result: { result: { value?: unknown }; exceptionDetails?: { text: string } },
  ]
  readonly 'Page.enable': [params: object, result: object]
  readonly 'Page.navigate': [params: { url: string }, result: { errorText?: string }]
  readonly 'Page.stopLoading': [params: object, result: object]
  readonly 'Page.createIsolatedWorld': [
    params: { frameId: string; worldName: string },
    result: { executionContextId: number },
  ]
  readonly 'Page.getLayoutMetrics': [params: object, result: { cssContentSize: { width: number; height: number } }]
  readonly 'Page.captureScreenshot': [
    params: {
      format: 'png'
      clip: { x: number; y: number; width: number; height: number; scale: number }
      captureBeyondViewport: boolean
    },
    result: { data: string },
  ]
  readonly 'Page.handleJavaScriptDialog': [params: { accept: boolean }, result: object]
  readonly 'Network.enable': [params: object, result: object]
  readonly 'Network.setCacheDisabled': [params: { cacheDisabled: boolean }, result: object]
  readonly 'Network.getResponseBody': [params: { requestId: string }, result: { body: string; base64Encoded: boolean }]
  readonly 'Fetch.enable': [params: { patterns: { urlPattern: string }[] }, result: object]
  readonly 'Fetch.continueRequest': [params: { requestId: string; url?: string }, result: object]
  readonly 'Fetch.failRequest': [
    params: { requestId: string; errorReason: 'Aborted' | 'BlockedByClient' },
    result: object,
  ]
  readonly 'Fetch.fulfillRequest': [
    params: {
      requestId: string
      responseCode: number
      responseHeaders: { name: string; value: string }[]
      body?: string
    },
    result: object,
  ]
  readonly 'Input.dispatchMouseEvent': [
    params: { type: string; x: number; y: number; button?: string; clickCount?: number },
    result: object,
  ]
  readonly 'Security.enable': [params: object, result: object]
  /** After this command, each certificate error waits for `handleCertificateError`. */
  readonly 'Security.setOverrideCertificateErrors': [params: { override: boolean }, result: object]
  readonly 'Security.handleCertificateError': [
    params: { eventId: number; action: 'continue' | 'cancel' },
    result: object,
  ]
  readonly 'Browser.setDownloadBehavior': [params: { behavior: 'deny'; browserContextId: string }, result: object]
  readonly 'Browser.close': [params: object, result: object]
}
