// The office's work as the browser keeps it, which may be more than localStorage holds: files by their places, and beside them
// "head", which says what was decided of them, and "stamp", the version of it all. Called by the app.

// Does something with the store; gives what `act` said, once it is on disk.
function inStore(mode, act) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("bac-thang", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("office");
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const base = asked.result;
      const change = base.transaction("office", mode);
      let answer;
      const ended = (end, what) => () => {
        base.close();
        end(what());
      };
      change.oncomplete = ended(resolve, () => answer);
      change.onabort = ended(reject, () => change.error);
      act(change.objectStore("office"), (said) => (answer = said));
    };
  });
}

function keptHead() {
  return inStore("readonly", (store, say) => {
    store.get("head").onsuccess = (event) => say(event.target.result);
  });
}

function keptFiles(from, to) {
  return inStore("readonly", (store, say) => {
    store.getAll(IDBKeyRange.bound(from, to, false, true)).onsuccess = (event) => say(event.target.result);
  });
}

// Nothing is written over a version that is not the one known.
function keepFiles(known, stamp, from, files, head, count) {
  return inStore("readwrite", (store, say) => {
    store.get("stamp").onsuccess = (event) => {
      const isKnown = (event.target.result ?? "") === known;
      say(isKnown);
      if (!isKnown) return;
      store.put(stamp, "stamp");
      files.forEach((text, place) => store.put(text, from + place));
      if (head === undefined) return;
      store.put(head, "head");
      store.delete(IDBKeyRange.bound(count, Infinity));
    };
  });
}
