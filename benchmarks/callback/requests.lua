-- Sends the prepared requests of a file, each once (or «again»); keeps every hundredth answer, says at the end what it saw.
local prepared, sent, answered, bad, sample, again = {}, 0, 0, 0, nil, false
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  local line = file:read("*l")
  while line do
    prepared[#prepared + 1] = file:read(tonumber(line))
    line = file:read("*l")
  end
  file:close()
  again = arguments[3] == "again"
  sample = assert(io.open(arguments[2], "w"))
  sample:setvbuf("full", 1048576)
end

function request()
  sent = sent + 1
  if again then return prepared[sent % #prepared + 1] end
  return prepared[math.min(sent, #prepared)]
end

function response(status, headers, body)
  answered = answered + 1
  if status ~= 200 or not string.find(body, "<Encrypt>", 1, true) then
    bad = bad + 1
    if bad <= 3 then io.stderr:write(status, " ", string.sub(body, 1, 200), "\n") end
  elseif answered % 100 == 1 then
    sample:write((string.gsub(body, "[\r\n]", "")), "\n")
    sample:flush()
  end
  counts = string.format("%d %d %d %d", sent, answered, bad, #prepared)
  if answered >= #prepared and not again then wrk.thread:stop() end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.6f,"p50_ms":%.4f,"p99_ms":%.4f,"max_ms":%.4f,"failed":%d,"counts":"%s"}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, errors.connect + errors.read + errors.write + errors.timeout,
    threads[1]:get("counts") or "0 0 0 0"))
end
