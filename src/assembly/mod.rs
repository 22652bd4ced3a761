//! Book, catalogue and templates become a document whose every figure carries its mark.
