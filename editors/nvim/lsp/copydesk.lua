---@brief
---
--- Copydesk, a language server for news articles: it knows who is who in a folder of reports,
--- resolves every date, checks each report against itself and against the others, and goes from
--- a claim to its source.
---
--- `cargo install --path .` in Copydesk's sources gives the binary. Then:
---
--- ```lua
--- vim.lsp.enable("copydesk")
--- ```
---
--- It attaches to every text and Markdown file, and to its own files: `copydesk.toml`,
--- `entities.yml` and `.copydesk/dismissed.yml`. Another binary is named by
--- `vim.g.copydesk = { cmd = { "/path/to/copydesk", "server" } }`, before the first article opens.

local markers = { "copydesk.toml", "entities.yml", ".copydesk", ".git" }

--- Every TOML and YAML file has the right filetype; only these belong to Copydesk.
local function is_own_file(path)
  local name = vim.fs.basename(path)
  return name == "copydesk.toml"
    or name == "entities.yml"
    or (name == "dismissed.yml" and vim.fs.basename(vim.fs.dirname(path)) == ".copydesk")
end

local is_data = { toml = true, yaml = true }

--- The nearest parent with a marker, else the file's own directory. (Not `vim.fs.root`: a list of
--- markers means "any of them" to Neovim 0.11 and "the first of them" to later ones.)
local function root_of(path)
  for parent in vim.fs.parents(path) do
    for _, marker in ipairs(markers) do
      if vim.uv.fs_stat(vim.fs.joinpath(parent, marker)) then
        return parent
      end
    end
  end
  return vim.fs.dirname(path)
end

---@type vim.lsp.Config
return {
  cmd = vim.tbl_get(vim.g, "copydesk", "cmd") or { "copydesk", "server" },
  filetypes = { "text", "markdown", "toml", "yaml" },
  root_dir = function(bufnr, on_dir)
    local path = vim.api.nvim_buf_get_name(bufnr)
    local is_on_disk = path ~= "" and not path:find("^%a[%w+.-]*://")
    if is_on_disk and (not is_data[vim.bo[bufnr].filetype] or is_own_file(path)) then
      on_dir(root_of(path))
    end
  end,
  on_attach = function(client, bufnr)
    -- For CTRL-X CTRL-O. Who wants more has enabled it when the client attached, which was before this.
    vim.lsp.completion.enable(true, client.id, bufnr, { convert = require("copydesk.completion").convert })
    -- "Dismiss" opens a file that may have no folder yet, and Neovim would refuse to write it.
    local path = vim.api.nvim_buf_get_name(bufnr)
    if is_own_file(path) then
      vim.api.nvim_create_autocmd("BufWritePre", {
        buffer = bufnr,
        callback = function()
          vim.fn.mkdir(vim.fs.dirname(path), "p")
        end,
      })
    end
  end,
  -- What the lenses above an article and in the register open.
  commands = {
    ["copydesk.showRelated"] = function(command)
      require("copydesk.related").choose(command.arguments[1])
    end,
    ["copydesk.showReferences"] = function(command, context)
      require("copydesk.entities").show_lens(command, context.client_id)
    end,
  },
  settings = { copydesk = {} },
}
