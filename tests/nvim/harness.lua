-- A harness for `nvim -l`: no plugin manager, no network. Conditions are polled, nothing sleeps.
local H = {}

local PATIENCE_MS = 20000
local POLL_MS = 20

local cases, skipped = {}, {}

function H.test(name, body)
  cases[#cases + 1] = { name = name, body = body }
end

function H.skip(what, why)
  skipped[#skipped + 1] = ("skip %s: %s\n"):format(what, why)
end

---- Assertions ----

function H.eq(got, expected, what)
  if not vim.deep_equal(got, expected) then
    local words = "%s\n  got:      %s\n  expected: %s"
    error(words:format(what or "not equal", vim.inspect(got), vim.inspect(expected)), 2)
  end
end

function H.contains(text, part)
  if not text:find(part, 1, true) then
    error(("“%s” is not in:\n%s"):format(part, text), 2)
  end
end

--- Waits until `condition` gives something, and returns that. `state` explains a timeout.
function H.wait(what, condition, state)
  local result
  local came = vim.wait(PATIENCE_MS, function()
    result = condition()
    return result and true or false
  end, POLL_MS)
  if not came then
    local now = state and ("; now it is " .. vim.inspect(state())) or ""
    error("timed out waiting for " .. what .. now, 2)
  end
  return result
end

---- Files ----

function H.read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

--- As another program writes it: no event of the editor.
function H.write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

function H.copy_folder(from, to)
  vim.fn.mkdir(to, "p")
  for name, kind in vim.fs.dir(from) do
    local source, target = vim.fs.joinpath(from, name), vim.fs.joinpath(to, name)
    if kind == "directory" then
      H.copy_folder(source, target)
    else
      assert(vim.uv.fs_copyfile(source, target))
      assert(vim.uv.fs_chmod(target, tonumber("644", 8)))
    end
  end
  return to
end

--- Everything that a run leaves behind is in here.
H.scratch = vim.uv.fs_realpath(assert(vim.uv.fs_mkdtemp("/tmp/copydesk-nvim-XXXXXX")))

local folders = 0
local indexed = {}

vim.api.nvim_create_autocmd("LspProgress", {
  callback = function(event)
    indexed[event.data.client_id] = event.data.params.value.kind == "end"
  end,
})

--- A new copy of a folder; no client and no buffer of the test before is left.
function H.folder(from)
  vim.cmd("silent! %bwipeout!")
  vim.fn.setqflist({}, "f")
  H.stop_clients()
  folders = folders + 1
  return H.copy_folder(from, vim.fs.joinpath(H.scratch, "folder-" .. folders))
end

---- The editor ----

--- What a person was told, the last message at the end.
H.notes = {}
vim.notify = function(message) ---@diagnostic disable-line: duplicate-set-field
  H.notes[#H.notes + 1] = message
end

--- Waits until a person was told some words.
function H.told(words)
  H.wait("the words “" .. words .. "”", function()
    return vim.iter(H.notes):any(function(note)
      return note:find(words, 1, true)
    end)
  end, function()
    return H.notes
  end)
end

--- What a picker offers while something is asked for, each as it is shown; the first item that starts with some words
--- is chosen.
function H.choose(words, ask)
  local real, offered = vim.ui.select, nil
  vim.ui.select = function(items, options, take) ---@diagnostic disable-line: duplicate-set-field
    local shown = vim.tbl_map(options.format_item or tostring, items)
    local chosen = vim.iter(ipairs(shown)):find(function(_, item)
      return vim.startswith(item, words)
    end)
    take(items[chosen], chosen)
    offered = { prompt = options.prompt, items = shown, chosen = chosen }
  end
  local asked, problem = pcall(ask)
  local came, result = pcall(H.wait, "the choice", function()
    return offered
  end)
  vim.ui.select = real
  assert(asked, problem)
  assert(came, result)
  assert(offered.chosen, ("“%s” is not offered: %s"):format(words, vim.inspect(offered.items)))
  return offered
end

--- Stops every client, those included that a buffer just opened is about to start.
function H.stop_clients()
  local asked = {}
  local gone = vim.wait(PATIENCE_MS, function()
    local clients = vim.lsp.get_clients({ _uninitialized = true })
    for _, client in ipairs(clients) do
      if not asked[client.id] then
        asked[client.id] = true
        client:stop()
      end
    end
    return #clients == 0
  end, POLL_MS)
  if not gone then
    for _, client in ipairs(vim.lsp.get_clients()) do
      client:stop(true)
    end
    error("the server did not stop when it was asked to", 2)
  end
end

function H.client(bufnr)
  return vim.lsp.get_clients({ bufnr = bufnr or 0, name = "copydesk" })[1]
end

--- Opens a file and waits for the client. Returns the buffer.
function H.edit(folder, name)
  vim.cmd.edit(vim.fn.fnameescape(vim.fs.joinpath(folder, name)))
  local bufnr = vim.api.nvim_get_current_buf()
  H.wait("the client to attach to " .. name, function()
    local client = H.client(bufnr)
    return client and client.initialized
  end)
  return bufnr
end

--- Opens a file and waits until the server says that it has read the whole folder.
function H.edit_indexed(folder, name)
  local bufnr = H.edit(folder, name)
  H.wait("the end of indexing", function()
    return indexed[H.client(bufnr).id]
  end)
  return bufnr
end

--- Keys as a person's, mappings included.
function H.keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "xt", false)
end

function H.text(bufnr)
  return table.concat(vim.api.nvim_buf_get_lines(bufnr or 0, 0, -1, false), "\n")
end

function H.line(bufnr, number)
  return vim.api.nvim_buf_get_lines(bufnr, number - 1, number, false)[1]
end

--- Puts the cursor on the first letter of the `count`th occurrence of some words.
function H.at(words, count)
  local from, left = 1, count or 1
  local text = H.text()
  while true do
    local start = assert(text:find(words, from, true), words .. " does not occur often enough")
    left = left - 1
    if left == 0 then
      local _, breaks = text:sub(1, start - 1):gsub("\n", "")
      local column = #text:sub(1, start - 1):match("[^\n]*$")
      vim.api.nvim_win_set_cursor(0, { breaks + 1, column })
      return
    end
    from = start + 1
  end
end

--- Where the cursor is: the file's name and the line.
function H.place()
  return vim.fs.basename(vim.api.nvim_buf_get_name(0)) .. ":" .. vim.api.nvim_win_get_cursor(0)[1]
end

function H.codes(bufnr)
  local codes = vim.tbl_map(function(diagnostic)
    return diagnostic.code
  end, vim.diagnostic.get(bufnr or 0))
  table.sort(codes)
  return codes
end

function H.diagnostic(bufnr, code)
  return vim.iter(vim.diagnostic.get(bufnr)):find(function(diagnostic)
    return diagnostic.code == code
  end)
end

function H.wait_for(code, bufnr)
  return H.wait(code, function()
    return H.diagnostic(bufnr, code)
  end, function()
    return H.codes(bufnr)
  end)
end

function H.wait_gone(code, bufnr)
  H.wait(code .. " to vanish", function()
    return not H.diagnostic(bufnr, code)
  end, function()
    return H.codes(bufnr)
  end)
end

--- Presses K and returns what the float says.
function H.hover()
  H.keys("K")
  local window = H.wait("the hover card", function()
    return vim.iter(vim.api.nvim_list_wins()):find(function(window)
      return vim.api.nvim_win_get_config(window).relative ~= ""
    end)
  end)
  local text = H.text(vim.api.nvim_win_get_buf(window))
  vim.api.nvim_win_close(window, true)
  return text
end

--- Takes the first code action whose title starts with some words, as `gra` would.
function H.take(words)
  local taken
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      if not taken and vim.startswith(action.title, words) then
        taken = action.title
      end
      return action.title == taken
    end,
  })
  return H.wait("the action “" .. words .. "”", function()
    return taken
  end)
end

--- Waits for a quickfix list of which a test holds, and returns its items.
function H.quickfix(what, holds)
  return H.wait(what .. " in the quickfix list", function()
    local list = vim.fn.getqflist({ items = 1, title = 1 })
    return holds(list) and list.items
  end, function()
    return vim.fn.getqflist({ items = 1, title = 1 })
  end)
end

function H.files_of(items)
  local files = {}
  for _, item in ipairs(items) do
    files[vim.fs.basename(vim.api.nvim_buf_get_name(item.bufnr))] = true
  end
  local names = vim.tbl_keys(files)
  table.sort(names)
  return names
end

---- Another Neovim, for what needs a running editor: typing, start-up ----

local REMEMBER_INDEXING = [[
vim.api.nvim_create_autocmd("LspProgress", {
  callback = function(event)
    vim.g.indexed = event.data.params.value.kind == "end"
  end,
})
]]

--- Starts Neovim with a configuration of these lines only; it is driven through its own protocol.
local function start_child(config, env)
  local init = vim.fs.joinpath(H.scratch, "init.lua")
  H.write(init, REMEMBER_INDEXING .. config)
  local command = { vim.v.progpath, "--headless", "--embed", "-i", "NONE", "-n", "-u", init }
  local channel = vim.fn.jobstart(command, { rpc = true, env = env })
  assert(channel > 0, "Neovim does not start")
  local child = {}
  function child.lua(code, ...)
    return vim.rpcrequest(channel, "nvim_exec_lua", code, { ... })
  end
  function child.type(keys)
    vim.rpcrequest(channel, "nvim_input", keys)
  end
  function child.mode()
    return vim.rpcrequest(channel, "nvim_get_mode").mode
  end
  function child.codes()
    return child.lua([[
      local codes = vim.tbl_map(function(diagnostic) return diagnostic.code end, vim.diagnostic.get(0))
      table.sort(codes)
      return codes
    ]])
  end
  function child.wait_for_codes(codes)
    H.wait(vim.inspect(codes), function()
      return vim.deep_equal(child.codes(), codes)
    end, child.codes)
  end
  function child.wait_for_client()
    H.wait("the client to attach", function()
      return child.lua([[
        local client = vim.lsp.get_clients({ bufnr = 0, name = "copydesk" })[1]
        return client and client.initialized or false
      ]])
    end)
  end
  function child.wait_until_indexed()
    H.wait("the end of indexing", function()
      return child.lua("return vim.g.indexed or false")
    end)
  end
  function child.stop()
    pcall(vim.rpcrequest, channel, "nvim_command", "qall!")
    vim.fn.jobwait({ channel }, PATIENCE_MS)
    vim.fn.jobstop(channel)
  end
  return child
end

---@param config string the lines of its init.lua
---@param env table<string, string>? what differs from this process's environment
---@param body fun(child: table)
function H.with_child(config, env, body)
  local child = start_child(config, env)
  local passed, message = xpcall(body, debug.traceback, child)
  child.stop()
  assert(passed, message)
end

---- The run ----

function H.run()
  local failed = 0
  for _, case in ipairs(cases) do
    local start = vim.uv.hrtime()
    local passed, message = xpcall(case.body, debug.traceback)
    local took = (vim.uv.hrtime() - start) / 1e6
    io.write(("%s %s (%.0f ms)\n"):format(passed and "ok  " or "FAIL", case.name, took))
    if not passed then
      failed = failed + 1
      io.write(message .. "\n")
    end
  end
  io.write(table.concat(skipped))
  pcall(H.stop_clients)
  if vim.env.COPYDESK_KEEP then
    io.write("kept: " .. H.scratch .. "\n")
  else
    vim.fs.rm(H.scratch, { recursive = true, force = true })
  end
  io.write(("%d passed, %d failed\n"):format(#cases - failed, failed))
  os.exit(failed == 0 and 0 or 1)
end

return H
