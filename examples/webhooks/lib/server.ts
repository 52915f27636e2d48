import "server-only";

import { subscribe } from "node:diagnostics_channel";
import { Server as HttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Server as HttpsServer } from "node:https";
import type { Socket } from "node:net";
import { setCallerAddress } from "@/lib/address";
import { publicOrigin, trustedProxies } from "@/lib/environment";
import { reasonOf } from "@/lib/errors";
import { correctStatus, refuse } from "@/lib/refusal";

// How long a stopping server waits: for the first byte on a new connection, for the rest of a request,
// and for its own answers. `docker stop` waits for 10 seconds unless it is told to wait longer.
const SILENCE_MS = 1_000;
const UPLOAD_MS = 5_000;
const ANSWER_MS = 20_000;
const CLOSING_MS = 3_000;

type WebServer = HttpServer | HttpsServer;
type Exchange = { request: IncomingMessage; response: ServerResponse };

class Connections {
  private readonly servers = new WeakSet<WebServer>();
  private readonly sockets = new Set<Socket>();
  private readonly answering = new Set<Exchange>();
  private stopping = false;
  private patient = true;

  constructor(
    private readonly proxies: number,
    private readonly isSecure: boolean,
  ) {}

  /** Remember a connection, and stand before Next.js at its server from the first one on. */
  meet(socket: Socket, server: unknown): void {
    if (this.sockets.has(socket)) return;
    if (!(server instanceof HttpServer || server instanceof HttpsServer)) return;
    this.sockets.add(socket);
    socket.once("close", () => this.sockets.delete(socket));
    if (!this.servers.has(server)) this.standBefore(server);
  }

  private standBefore(server: WebServer): void {
    this.servers.add(server);
    const listeners = server.listeners("request");
    server.removeAllListeners("request");
    server.on("request", (request, response) => {
      this.begin({ request, response });
      setCallerAddress(request.headers, request.socket.remoteAddress, this.proxies);
      if (refuse(request, response)) return;
      correctStatus(request, response);
      for (const listener of listeners) listener.call(server, request, response);
    });
  }

  private begin(exchange: Exchange): void {
    const { response } = exchange;
    this.answering.add(exchange);
    // Here, and not in next.config.ts, which is read when the app is built.
    if (this.isSecure) response.setHeader("Strict-Transport-Security", "max-age=63072000");
    if (this.stopping) response.setHeader("Connection", "close");
    response.once("close", () => {
      this.answering.delete(exchange);
      this.cutIdle();
    });
  }

  /** Let what is under way finish, and nothing else hold the server up. */
  stop(): void {
    this.stopping = true;
    for (const { response } of this.answering) {
      if (!response.headersSent) response.setHeader("Connection", "close");
    }
    setTimeout(() => {
      this.patient = false;
      this.cutIdle();
    }, SILENCE_MS);
    setTimeout(() => {
      for (const { request } of this.answering) if (!request.complete) request.socket.destroy();
    }, UPLOAD_MS);
    setTimeout(() => {
      for (const socket of this.sockets) socket.destroy();
    }, ANSWER_MS);
  }

  private cutIdle(): void {
    if (!this.stopping || this.patient) return;
    const busy = new Set([...this.answering].map(({ request }) => request.socket));
    for (const socket of this.sockets) if (!busy.has(socket)) socket.destroySoon();
  }
}

// On globalThis: while developing, this module may be loaded again.
const shared = globalThis as typeof globalThis & { serverConnections?: Connections };

/**
 * Stand between the network and Next.js, which has no place for it: say where a caller calls from,
 * refuse what is no request, and end in seconds when told to. `beforeExit` closes what comes last.
 */
export function watchServer(beforeExit: () => Promise<void>): void {
  if (shared.serverConnections) return;
  const isSecure = publicOrigin()?.startsWith("https:") ?? false;
  const connections = new Connections(trustedProxies(), isSecure);
  shared.serverConnections = connections;
  // Node.js tells of a connection before anything is read from it …
  subscribe("net.server.socket", (message) => {
    const { socket } = message as { socket: Socket & { server?: unknown } };
    connections.meet(socket, socket.server);
  });
  // … and of a request before Next.js hears of it: its connection may be older than we are.
  subscribe("http.server.request.start", (message) => {
    const { server, socket } = message as { server: unknown; socket: Socket };
    connections.meet(socket, server);
  });
  if (process.env.NEXT_MANUAL_SIG_HANDLE) return;
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      closeBeforeExit(beforeExit);
      connections.stop();
      // Whatever still runs then, such as a callback of `after()`, has had its time.
      setTimeout(() => process.exit(1), ANSWER_MS + CLOSING_MS);
    });
  }
}

/** Next.js ends the process when the last connection is closed and `after()` is done: close `last` then. */
function closeBeforeExit(last: () => Promise<void>): void {
  const exit = process.exit.bind(process);
  let closing = false;
  process.exit = ((code) => {
    if (closing) return;
    closing = true;
    setTimeout(() => exit(code), CLOSING_MS);
    last()
      .catch((error) => console.error(reasonOf(error)))
      .finally(() => exit(code));
  }) as typeof process.exit;
}
