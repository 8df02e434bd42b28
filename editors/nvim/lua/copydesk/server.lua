--- The server as this session knows it: its clients, its folder, its command line.
local M = {}

M.NAME = "copydesk"

local PATIENCE_MS = 5000
local POLL_MS = 20

function M.clients(filter)
  return vim.lsp.get_clients(vim.tbl_extend("keep", filter or {}, { name = M.NAME }))
end

--- Tells the person something.
---@param words string
---@param level? integer by default a warning
function M.say(words, level)
  vim.notify("Copydesk: " .. words, level or vim.log.levels.WARN)
end

--- The client of the current buffer, else one of its folder, else any: lists and rule pages have none.
---@return vim.lsp.Client?
function M.reader()
  local folder = M.folder(0)
  local of_folder = vim.iter(M.clients()):find(function(client)
    return client.root_dir == folder
  end)
  return M.clients({ bufnr = 0 })[1] or of_folder or M.clients()[1]
end

--- Asks the server for something, and hands on the answer. Where there is none, that is said.
---@param command string
---@param arguments string[]
---@param take fun(answer: table, client: vim.lsp.Client)
function M.ask(command, arguments, take)
  local client = M.reader()
  if not client then
    M.say("no server is running. Open a .txt or .md file; :checkhealth copydesk says more", vim.log.levels.ERROR)
    return
  end
  client:request("workspace/executeCommand", { command = command, arguments = arguments }, function(problem, answer)
    if problem then
      M.say(problem.message, vim.log.levels.ERROR)
    elseif answer then
      take(answer, client)
    end
  end)
end

--- What is to be said instead of "nothing" while the folder is still being read.
---@param client vim.lsp.Client
function M.is_reading(client)
  return next(client.progress.pending) and "the folder is still being read; ask again in a moment" or nil
end

--- The words that start `copydesk` with another subcommand than `server`.
---@param ... string
---@return string[]
function M.command_line(...)
  local cmd = vim.lsp.config[M.NAME] and vim.lsp.config[M.NAME].cmd
  local words = {}
  for _, word in ipairs(type(cmd) == "table" and cmd or { "copydesk" }) do
    if word == "server" then
      break
    end
    words[#words + 1] = word
  end
  return vim.list_extend(words, { ... })
end

--- Runs `copydesk …` without waiting. A binary that is not there is said, not thrown.
---@param arguments string[]
---@param options vim.SystemOpts
---@param on_exit? fun(result: vim.SystemCompleted)
---@return vim.SystemObj?
function M.system(arguments, options, on_exit)
  local line = M.command_line(unpack(arguments))
  local started, process = pcall(vim.system, line, options, on_exit)
  if started then
    return process
  end
  M.say(("cannot run “%s”. See :checkhealth copydesk"):format(line[1]), vim.log.levels.ERROR)
end

--- The folder of a buffer's article: the client's, else where a client would be rooted.
---@param bufnr integer
function M.folder(bufnr)
  local client = M.clients({ bufnr = bufnr })[1]
  if client and client.root_dir then
    return client.root_dir
  end
  local config, folder = vim.lsp.config[M.NAME], nil
  if config and type(config.root_dir) == "function" then
    config.root_dir(bufnr, function(root)
      folder = root
    end)
  end
  return folder or vim.fn.getcwd()
end

--- Stops the server; as soon as it is gone, starts it again for every open article.
function M.restart()
  for _, client in ipairs(M.clients()) do
    client:stop()
  end
  local start = vim.uv.now()
  local function start_again()
    local left = M.clients()
    if #left == 0 then
      vim.lsp.enable(M.NAME)
      return
    end
    if vim.uv.now() - start > PATIENCE_MS then
      for _, client in ipairs(left) do
        client:stop(true)
      end
    end
    vim.defer_fn(start_again, POLL_MS)
  end
  start_again()
end

--- What the server wrote to standard error, and what Neovim noted about it.
function M.open_log()
  vim.cmd.tabedit(vim.fn.fnameescape(require("vim.lsp.log").get_filename()))
  vim.cmd.normal({ "G", bang = true })
end

return M
