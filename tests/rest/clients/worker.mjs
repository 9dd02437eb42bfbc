// The npm external-task client, unmodified: works off tasks of the topic `ship` and prints one JSON line for each.
// usage: node worker.mjs <url> <name> <password> <number of tasks>
import { BasicAuthInterceptor, Client, File, Variables } from "camunda-external-task-client-js";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [baseUrl, username, password, count] = process.argv.slice(2);
const client = new Client({
  baseUrl, workerId: "js", maxTasks: 2, asyncResponseTimeout: 3000, interval: 100,
  interceptors: new BasicAuthInterceptor({ username, password }),
});
client.on("poll:error", (error) => { console.error(String(error)); process.exit(2); });
for (const deed of ["complete", "handleFailure", "handleBpmnError", "extendLock", "lock", "unlock"]) {
  client.on(`${deed}:error`, (task, error) => { console.error(deed, String(error)); process.exit(3); });
}
let left = Number(count);
const given = new Set();

client.subscribe("ship", { lockDuration: 20000 }, async ({ task, taskService }) => {
  const all = task.variables.getAll();
  const seen = { id: task.id, businessKey: task.businessKey, retries: task.retries, all: { ...all } };
  if (all.paper) {
    const paper = await all.paper.load();
    seen.all.paper = { name: paper.filename, content: paper.content.toString("utf-8") };
  }
  if (all.mode === "fail") {
    await taskService.handleFailure(task, { errorMessage: "no way", errorDetails: "trace", retries: 0, retryTimeout: 0 });
  } else if (all.mode === "error") {
    await taskService.handleBpmnError(task, "LOST", "lost it", new Variables().set("lost", true));
  } else if (all.mode === "later") {
    await taskService.extendLock(task, 30000);
    if (given.has(task.id)) {
      await taskService.lock(task, 20000);
      await taskService.complete(task);
    } else {
      given.add(task.id);
      await taskService.unlock(task); // comes again
    }
  } else {
    const note = join(tmpdir(), `note-${process.pid}.txt`);
    writeFileSync(note, "written by the client");
    const file = await new File({ localPath: note, mimetype: "text/plain", encoding: "utf-8" }).load();
    const answer = new Variables()
      .setAll({ whole: 7, big: 2 ** 40, part: 1.25, word: "中文", yes: true, box: { a: [1, { b: null }] } })
      .set("when", new Date("2026-01-02T03:04:05.678Z")).setTyped("note", { type: "file", value: file, valueInfo: {} });
    await taskService.complete(task, answer, new Variables().set("own", "local"));
  }
  console.log(JSON.stringify(seen));
  left -= 1;
  if (left === 0) { client.stop(); setTimeout(() => process.exit(0), 100); }
});
