;;; spec.el --- Copydesk in Emacs, with eglot -*- lexical-binding: t -*-

;; ARTICLES is a folder of articles that may be changed, LINES_TO_PASTE the lines of the documentation.
;; tests/emacs/run starts this.

;;; Code:

(require 'package)
(setq package-user-dir (expand-file-name "elpa" temporary-file-directory))
(package-initialize)
(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'markdown-mode)

(setq eglot-sync-connect 30
      eglot-autoshutdown t
      eglot-send-changes-idle-time 0
      create-lockfiles nil
      make-backup-files nil
      auto-save-default nil)
(load (getenv "LINES_TO_PASTE") nil t)

(defvar spec-passed 0)
(defvar spec-failed 0)
(defconst spec-folder (file-name-as-directory (getenv "ARTICLES")))

(defmacro spec-test (name &rest body)
  "Run BODY as the test NAME: an error is its failure."
  (declare (indent 1))
  `(condition-case problem
       (progn ,@body
              (cl-incf spec-passed)
              (message "ok   %s" ,name))
     (error (cl-incf spec-failed)
            (message "FAIL %s: %S" ,name problem))))

(defun spec-until (what wanted)
  "Wait until WANTED returns something, and return that; WHAT names it."
  (let ((found nil) (tries 0))
    (while (and (not (setq found (funcall wanted))) (< tries 400))
      (accept-process-output nil 0.05)
      (cl-incf tries))
    (or found (error "%s did not come" what))))

(defun spec-open (name)
  "Visit the article NAME, with the server."
  (find-file (expand-file-name name spec-folder))
  (unless (eglot-current-server)
    (call-interactively #'eglot))
  (unless (eglot-managed-p)
    (error "%s is not managed" name))
  (flymake-mode 1))

(defun spec-finding (words)
  "Wait for a finding that says WORDS."
  (spec-until words
              (lambda ()
                (flymake-start)
                (cl-find-if (lambda (it) (string-match-p words (flymake-diagnostic-text it)))
                            (flymake-diagnostics)))))

(defun spec-at (words)
  "Put point behind WORDS."
  (goto-char (point-min))
  (search-forward words))

(spec-test "the server starts in a Markdown article, and its finding stands at its words"
  (spec-open "human-rights-brief.md")
  (let ((finding (spec-finding "differs from the calendar")))
    (unless (equal "Tuesday, Feb. 17, 2025"
                   (buffer-substring-no-properties (flymake-diagnostic-beg finding)
                                                   (flymake-diagnostic-end finding)))
      (error "It stands elsewhere: %S" finding))
    (unless (eq 'eglot-error (flymake-diagnostic-type finding))
      (error "It is no error: %S" finding))))

(spec-test "a name has its card"
  (spec-at "Yoshimasa Hay")
  (let ((card nil))
    (eglot-hover-eldoc-function (lambda (words &rest _) (setq card words)))
    (spec-until "the card" (lambda () card))
    (unless (string-match-p "chief cabinet secretary" card)
      (error "It says something else: %s" card))))

(spec-test "a fix is applied, and its finding goes"
  (let ((finding (spec-finding "differs from the calendar")))
    (goto-char (flymake-diagnostic-beg finding))
    (cl-letf ((last-nonmenu-event ?.)
              ((symbol-function 'completing-read)
               (lambda (_prompt choices &rest _)
                 (or (cl-find "Change the weekday to Monday" (mapcar #'car choices) :test #'equal)
                     (error "No such fix: %S" choices)))))
      (eglot-code-actions (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding) "quickfix" t)))
  (spec-at "said on Monday, Feb. 17, 2025")
  (eglot--signal-textDocument/didChange)
  (spec-until "silence"
              (lambda ()
                (flymake-start)
                (cl-notany (lambda (it) (string-match-p "differs from the calendar" (flymake-diagnostic-text it)))
                           (flymake-diagnostics)))))

(spec-test "plain text is read too, and the definition of a name is its entry in the register"
  (spec-open "delegation-arrives.txt")
  (spec-finding "has no date to count from")
  (spec-at "Latif Naz")
  (let* ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot)))
         (place (and found (xref-item-location (car found)))))
    (unless (and place (string-match-p "entities\\.yml\\'" (xref-location-group place)))
      (error "It is elsewhere: %S" found))))

;; The folder may still be read: it is asked again.
(spec-test "the references of a name are its mentions in all reports"
  (spec-at "Latif Naz")
  (spec-until "a mention in another report"
              (lambda ()
                (cl-find-if (lambda (it)
                              (string-match-p "kabul-interview\\.md\\'" (xref-location-group (xref-item-location it))))
                            (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot))))))

(spec-test "the outline has the sections, and a name is completed"
  (spec-open "outreach-analysis.txt")
  (unless (cl-some (lambda (it) (string-match-p "Private Channels" (format "%S" it))) (eglot-imenu))
    (error "It has others: %S" (eglot-imenu)))
  (goto-char (point-max))
  (insert "\n\nIt was Yosh")
  (eglot--signal-textDocument/didChange)
  (let* ((found (eglot-completion-at-point))
         (names (all-completions "Yosh" (nth 2 found))))
    (unless (cl-find "Yoshimasa Hayashi" names :test #'string-prefix-p)
      (error "Others are offered: %S" names)))
  (set-buffer-modified-p nil)
  (kill-buffer))

(spec-test "a rename reaches every report and the register"
  (spec-open "kabul-interview.md")
  (spec-at "Latif Naz")
  (cl-letf (((symbol-function 'y-or-n-p) (lambda (&rest _) t)))
    (eglot-rename "Latif Nazeri"))
  (spec-at "Latif Nazeri keeps")
  (with-current-buffer (find-file-noselect (expand-file-name "entities.yml" spec-folder))
    (spec-at "name: Latif Nazeri")))

(spec-test "typing reaches the server"
  (spec-open "delegation-arrives.txt")
  (goto-char (point-max))
  (insert "\n\nOn Tuesday, Feb. 17, 2025, they met.")
  (eglot--signal-textDocument/didChange)
  (spec-finding "differs from the calendar"))

;; The lines of the documentation turn placeholders off.
(spec-test "settings reach the server"
  (spec-open "aid-figures.txt")
  (spec-at "the share was TK percent, and")
  (goto-char (point-max))
  (insert "\n\nThey met on Feb. 30, 2025, in Kabul.")
  (eglot--signal-textDocument/didChange)
  (spec-finding "Feb. 30, 2025")
  (dolist (finding (flymake-diagnostics))
    (when (string-match-p "to be filled in" (flymake-diagnostic-text finding))
      (error "A placeholder is found: %S" finding))))

(dolist (buffer (buffer-list))
  (with-current-buffer buffer
    (when buffer-file-name (set-buffer-modified-p nil))))
(spec-test "the server ends when it is asked to"
  (let ((server (eglot-current-server)))
    (eglot-shutdown server)
    (when (jsonrpc-running-p server) (error "It runs"))))

(message "%d passed, %d failed" spec-passed spec-failed)
(kill-emacs (if (zerop spec-failed) 0 1))

;;; spec.el ends here
