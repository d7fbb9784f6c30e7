// Reads a calendar from standard input with the parser named on the command line and writes
// its entries as JSON: [{uid, title, description, location, start, end, status, sequence}].
import { readFileSync } from "node:fs";

async function readWithIcalJs(text) {
  const { default: ICAL } = await import("ical.js");
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      title: event.summary,
      description: event.description,
      location: event.location,
      start: event.startDate.toJSDate(),
      end: event.endDate.toJSDate(),
      status: component.getFirstPropertyValue("status"),
      sequence: event.sequence,
    };
  });
}

async function readWithNodeIcal(text) {
  const { default: ical } = await import("node-ical");
  return Object.values(ical.sync.parseICS(text))
    .filter((entry) => entry.type === "VEVENT")
    .map((entry) => ({
      uid: entry.uid,
      title: entry.summary,
      description: entry.description,
      location: entry.location,
      start: entry.start,
      end: entry.end,
      status: entry.status,
      sequence: Number(entry.sequence),
    }));
}

async function readWithTsIcs(text) {
  const { convertIcsCalendar } = await import("ts-ics");
  const { events = [] } = convertIcsCalendar(undefined, text);
  return events.map((entry) => ({
    uid: entry.uid,
    title: entry.summary,
    description: entry.description,
    location: entry.location,
    start: entry.start.date,
    end: entry.end.date,
    status: entry.status,
    sequence: entry.sequence,
  }));
}

const readers = {
  "ical.js": readWithIcalJs,
  "node-ical": readWithNodeIcal,
  "ts-ics": readWithTsIcs,
};
const entries = await readers[process.argv[2]](readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(entries));
