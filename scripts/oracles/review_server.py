"""A running `nerve-measure review`, and requests to it as no browser would make them."""
import http.client
import json
import pathlib
import subprocess
import urllib.parse


class Review:
    def __init__(self, tool, inputs, folder, *options, reader="AB"):
        self.process = subprocess.Popen(
            [str(tool), "review", *map(str, inputs), "-o", str(folder), "--reader", reader, "--no-browser",
             "--quiet", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            raise RuntimeError(self.process.stderr.read())
        url = urllib.parse.urlsplit(self.address)
        self.port, self.key = url.port, url.path.strip("/")
        self.file = pathlib.Path(folder) / f"{reader}.seeds.json"

    def ask(self, path, body=None, method=None, headers=None, key=None):
        """Status and body; `path` is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        method = method or ("GET" if body is None else "POST")
        data = json.dumps(body) if isinstance(body, dict) else body
        connection.request(method, f"/{self.key if key is None else key}/{path}", body=data, headers=headers or {})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def json(self, path, body=None):
        status, content = self.ask(path, body)
        if status != 200:
            raise RuntimeError(f"{path} is answered with {status}: {content[:200]}")
        return json.loads(content)

    def study(self, name):
        """The number of the study with the input `name`."""
        return next(study["study"] for study in self.json("list")["studies"] if name in study["inputs"])

    def edit(self, study, version, frame=1, **edit):
        return self.json(f"edit/{study}", {"input": 0, "frame": frame, "version": version, **edit})

    def processor_time(self):
        """In milliseconds, to 10."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return 10 * (int(fields[11]) + int(fields[12]))

    def peak_memory(self):
        """In MiB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024

    def end(self):
        self.process.terminate()
        return self.process.wait(timeout=20)

    def kill(self):
        self.process.kill()
        self.process.wait()
