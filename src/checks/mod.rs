//! The rules: what must hold between claims.
