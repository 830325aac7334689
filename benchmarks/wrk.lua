-- every request has ids of its own, as OCPI asks
local n = 0
local template = "00000000-0000-4000-8000-%012x"
function request()
  n = n + 1
  local id = string.format(template, n)
  return wrk.format("GET", nil, {
    ["Authorization"] = "Token Q0NDX0NDQ19DQ0M=", ["X-Request-ID"] = id, ["X-Correlation-ID"] = id,
    ["OCPI-from-country-code"] = "NL", ["OCPI-from-party-id"] = "EMP",
    ["OCPI-to-country-code"] = "NL", ["OCPI-to-party-id"] = "TST",
  })
end
