--- `:checkhealth copydesk`
local M = {}

local server = require("copydesk.server")

local INSTALL_ADVICE = {
  "Install it: `cargo install --path .` in Copydesk's sources",
  'Or say where it is: vim.g.copydesk = { cmd = { "/path/to/copydesk", "server" } }',
}
local SLOW_START_MS = 5000

local function check_neovim()
  vim.health.start("Neovim")
  local version = vim.version()
  local number = ("%d.%d.%d"):format(version.major, version.minor, version.patch)
  if vim.fn.has("nvim-0.11") == 1 then
    vim.health.ok("Neovim " .. number)
    return true
  end
  vim.health.error("Neovim " .. number .. " is too old", { "Copydesk's plugin needs Neovim 0.11 or later" })
  return false
end

local function check_binary()
  vim.health.start("Binary")
  local words = server.command_line()
  local path = vim.fn.exepath(words[1])
  if path == "" then
    vim.health.error(("“%s” is not found"):format(words[1]), INSTALL_ADVICE)
    return
  end
  local result = vim.system(server.command_line("--version"), { text = true }):wait(SLOW_START_MS)
  if result.code == 0 then
    vim.health.ok(("%s (%s)"):format(vim.trim(result.stdout), path))
  else
    vim.health.error(("`%s --version` failed: %s"):format(path, vim.trim(result.stderr or "")), INSTALL_ADVICE)
  end
end

local function check_folder(folder)
  vim.health.info("folder: " .. vim.fn.fnamemodify(folder, ":~"))
  for _, name in ipairs({ "copydesk.toml", "entities.yml" }) do
    local is_there = vim.uv.fs_stat(vim.fs.joinpath(folder, name))
    vim.health.info(("%s: %s"):format(name, is_there and "found" or "none (it is optional)"))
  end
end

local function check_client(client)
  local count = vim.tbl_count(client.attached_buffers)
  vim.health.ok(("client %d is attached to %d %s"):format(client.id, count, count == 1 and "buffer" or "buffers"))
  vim.health.info("position encoding: " .. client.offset_encoding)
  if client.root_dir then
    check_folder(client.root_dir)
  end
end

local function check_clients()
  vim.health.start("Server")
  local clients = server.clients()
  if #clients > 0 then
    vim.iter(clients):each(check_client)
  elseif vim.lsp.is_enabled and not vim.lsp.is_enabled(server.NAME) then
    vim.health.warn("not enabled", { 'Put this into init.lua: vim.lsp.enable("copydesk")' })
  else
    vim.health.info("not running. It starts with the first .txt or .md file that is opened;")
    vim.health.info("if one is open, :Copydesk log says why it ended, and :Copydesk restart tries again.")
  end
end

function M.check()
  if check_neovim() then
    check_binary()
    check_clients()
  end
end

return M
