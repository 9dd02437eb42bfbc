// The npm external-task client, unmodified, against a server that is killed: works on until told to end. Its effect outside is a line in a ledger,
// written once per task id, as an idempotency key demands; every call is counted beside it.
// usage: node steadfast.mjs <url> <name> <password> <ledger>
import { BasicAuthInterceptor, Client, Variables } from "camunda-external-task-client-js";
import { appendFileSync } from "node:fs";

const [baseUrl, username, password, ledger] = process.argv.slice(2);
const client = new Client({
  baseUrl, workerId: "steadfast", maxTasks: 10, asyncResponseTimeout: 2000, interval: 50, lockDuration: 3000,
  interceptors: new BasicAuthInterceptor({ username, password }),
});
client.on("poll:error", () => {}); // the server is away: the client asks again by itself
client.on("complete:error", () => {}); // the lock runs out and the task comes again
const done = new Set();

client.subscribe("ship", async ({ task, taskService }) => {
  appendFileSync(ledger, JSON.stringify({ call: task.id }) + "\n");
  if (!done.has(task.id)) {
    done.add(task.id);
    appendFileSync(ledger, JSON.stringify({ effect: task.id, order: task.variables.get("order") }) + "\n");
  }
  await taskService.complete(task, new Variables().set("shipped", task.variables.get("order")));
});
