//! The articles of one fact: a sorted list of numbers, four bytes an article.
//!
//! An article has a number as long as the index knows it ([`super::Index`]); beside it stands how
//! often the article has the fact, up to 255, for scores of relatedness.

/// An article's number (24 bits) and how often it has the fact (8 bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

/// More articles than this are not indexed.
pub const MOST_ARTICLES: usize = 1 << 24;

impl Posting {
    pub fn new(article: u32, count: usize) -> Posting {
        Posting(article << 8 | count.min(255) as u32)
    }

    /// As a number that can be kept.
    pub fn bits(self) -> u32 {
        self.0
    }

    pub fn from_bits(bits: u32) -> Posting {
        Posting(bits)
    }

    /// The same for an article whose number is so much higher.
    pub fn moved(self, by: u32) -> Posting {
        Posting(self.0.wrapping_add(by << 8))
    }

    pub fn article(self) -> u32 {
        self.0 >> 8
    }

    pub fn count(self) -> usize {
        (self.0 & 0xff) as usize
    }
}

/// The postings of one fact, by article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings(Vec<Posting>);

impl Postings {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = Posting> + use<'_> {
        self.0.iter().copied()
    }

    pub fn has(&self, article: u32) -> bool {
        self.place(article).is_ok()
    }

    /// Adds articles with higher numbers than those that are there, in order.
    pub fn extend(&mut self, postings: impl Iterator<Item = Posting>) {
        self.0.extend(postings);
    }

    /// Puts an article in, or its new count in the place of the old one.
    pub fn insert(&mut self, posting: Posting) {
        match self.place(posting.article()) {
            Ok(at) => self.0[at] = posting,
            Err(at) => self.0.insert(at, posting),
        }
    }

    /// Answers whether any article is left.
    pub fn remove(&mut self, article: u32) -> bool {
        if let Ok(at) = self.place(article) {
            self.0.remove(at);
        }
        !self.0.is_empty()
    }

    fn place(&self, article: u32) -> Result<usize, usize> {
        self.0
            .binary_search_by_key(&article, |posting| posting.article())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_stands_once_with_its_last_count() {
        let mut postings = Postings::default();
        for (article, count) in [(7, 1), (2, 3), (7, 300), (9, 0)] {
            postings.insert(Posting::new(article, count));
        }
        let found: Vec<_> = postings
            .iter()
            .map(|one| (one.article(), one.count()))
            .collect();
        assert_eq!(found, [(2, 3), (7, 255), (9, 0)]);
        assert!(postings.has(9) && !postings.has(3));
        assert!(postings.remove(2) && postings.remove(9) && !postings.remove(7));
    }
}
