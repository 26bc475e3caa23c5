# What failed in test reports (TRX), each with the first lines of its message and of its stack: the last thing that a test run prints.
function plain(text) {
  gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&#xD;/, "", text); gsub(/&amp;/, "\\&", text)
  gsub(/^ *(<(Message|StackTrace)>)?|<\/(Message|StackTrace)>/, "", text)
  return substr(text, 1, 400)
}

function show(line, limit) {
  if (shown++ < limit) print "  " plain(line)
}

/<UnitTestResult / {
  failed = /outcome="Failed"/
  if (failed) {
    match($0, /testName="[^"]*"/)
    print "FAILED " plain(substr($0, RSTART + 10, RLENGTH - 11))
  }
}

failed && /<(Message|StackTrace)>/ { part = /<Message>/ ? "message" : "stack"; shown = 0 }
part == "message" { show($0, 12) }
part == "stack" { show($0, 5) }
/<\/(Message|StackTrace)>/ { part = "" }
