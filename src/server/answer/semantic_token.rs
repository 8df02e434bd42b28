//! `textDocument/semanticTokens/full`, `/full/delta` and `/range`

use tower_lsp::gen_lsp_types::{
    SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams,
    SemanticTokensDeltaResponse, SemanticTokensEdit, SemanticTokensParams,
    SemanticTokensRangeParams, Uri,
};

use crate::corpus::Key;
use crate::query::semantic_token::{Token, TokenKind, semantic_tokens};
use crate::text::{Span, Text};

use super::super::view::View;
use super::super::{from_protocol, to_protocol};

pub fn full(view: &View, params: &SemanticTokensParams) -> Option<SemanticTokens> {
    let (key, data) = all(view, &params.text_document.uri)?;
    let id = view.sent_tokens.keep(&key, &data);
    Some(SemanticTokens {
        result_id: Some(id),
        data,
    })
}

/// What has changed since the tokens that the editor holds; all of them where nobody knows those.
pub fn delta(
    view: &View,
    params: &SemanticTokensDeltaParams,
) -> Option<SemanticTokensDeltaResponse> {
    let (key, data) = all(view, &params.text_document.uri)?;
    let known = view.sent_tokens.get(&key, &params.previous_result_id);
    let id = Some(view.sent_tokens.keep(&key, &data));
    Some(match known {
        Some(known) => SemanticTokensDeltaResponse::SemanticTokensDelta(SemanticTokensDelta {
            result_id: id,
            edits: edit(&known, &data).into_iter().collect(),
        }),
        None => SemanticTokensDeltaResponse::SemanticTokens(SemanticTokens {
            result_id: id,
            data,
        }),
    })
}

pub fn range(view: &View, params: &SemanticTokensRangeParams) -> Option<SemanticTokens> {
    let key = from_protocol::key(&params.text_document.uri);
    let text = view.text(&key);
    let part = from_protocol::span(&text, params.range, view.client.encoding);
    let tokens = semantic_tokens(&view.snapshot, &key, part)?;
    Some(SemanticTokens {
        result_id: None,
        data: encoded(view, &text, &tokens),
    })
}

fn all(view: &View, uri: &Uri) -> Option<(Key, Vec<SemanticToken>)> {
    let key = from_protocol::key(uri);
    let text = view.text(&key);
    let tokens = semantic_tokens(&view.snapshot, &key, Span::new(0, text.len()))?;
    let data = encoded(view, &text, &tokens);
    Some((key, data))
}

/// Each token counts from the one before it.
fn encoded(view: &View, text: &Text, tokens: &[Token]) -> Vec<SemanticToken> {
    let (mut line, mut character) = (0, 0);
    let tokens = tokens.iter().map(|token| {
        let range = to_protocol::range(text, token.span, view.client.encoding);
        let start = range.start;
        let before = if start.line == line { character } else { 0 };
        let found = SemanticToken {
            delta_line: start.line - line,
            delta_start: start.character - before,
            length: range.end.character - start.character,
            token_type: number(token.kind),
            token_modifiers_bitset: 0,
        };
        (line, character) = (start.line, start.character);
        found
    });
    tokens.collect()
}

fn number(kind: TokenKind) -> u32 {
    let at = TokenKind::ALL.iter().position(|known| *known == kind);
    at.unwrap_or_default() as u32
}

/// One edit: what stands between the tokens that are the same at the start and at the end.
fn edit(old: &[SemanticToken], new: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let same = |pair: &(&SemanticToken, &SemanticToken)| pair.0 == pair.1;
    let start = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let numbers = new.iter().flat_map(|token| {
        [
            token.delta_line,
            token.delta_start,
            token.length,
            token.token_type,
            token.token_modifiers_bitset,
        ]
    });
    (!(old.is_empty() && new.is_empty())).then(|| SemanticTokensEdit {
        start: (start * 5) as u32,
        delete_count: (old.len() * 5) as u32,
        data: Some(numbers.collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(length: u32) -> SemanticToken {
        SemanticToken::from([0, 1, length, 0, 0])
    }

    #[test]
    fn an_edit_holds_only_what_changed() {
        let old = [token(1), token(2), token(3)];
        assert_eq!(edit(&old, &old), None);
        let found = edit(&old, &[token(1), token(9), token(3)]).expect("an edit");
        assert_eq!((found.start, found.delete_count), (5, 5));
        assert_eq!(found.data, Some(vec![0, 1, 9, 0, 0]));
        let found = edit(&old, &old[..2]).expect("an edit");
        assert_eq!((found.start, found.delete_count), (10, 5));
    }
}
