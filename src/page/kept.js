// The office's work as the browser keeps it, which may be more than localStorage holds: files by their places, and beside them
// "head", which says what was decided of them, and "stamp", the version of it all. Called by the app.

// The store, opened once: it is written to many times.
let base;

function opened() {
  base ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("bac-thang", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("office");
    asked.onerror = () => {
      base = undefined;
      reject(asked.error);
    };
    asked.onsuccess = () => {
      asked.result.onclose = () => (base = undefined);
      resolve(asked.result);
    };
  });
  return base;
}

// Does something with the store; gives what `act` said, once it is on disk.
async function inStore(mode, act) {
  const change = (await opened()).transaction("office", mode);
  return new Promise((resolve, reject) => {
    let answer;
    change.oncomplete = () => resolve(answer);
    change.onabort = () => reject(change.error);
    act(change.objectStore("office"), (said) => (answer = said));
  });
}

// The version and the head. Files may have been written since the head was: then the version is a later one than the head's own.
function keptHead() {
  return inStore("readonly", (store, say) => {
    store.get("stamp").onsuccess = ({ target: stamp }) => {
      store.get("head").onsuccess = ({ target: head }) => say([stamp.result ?? "", head.result]);
    };
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
