namespace ThuocDo.Programmes.Compiling.Words;

public enum TokenKind
{
    Word,
    Number,

    /// <summary>A number of a document, a code, a day: something with digits that counts nothing.</summary>
    Code,
    Mark,
}

/// <summary>A word, number or mark of a text; <c>Text</c> is in the form in which words are compared.</summary>
public readonly record struct Token(TokenKind Kind, int Start, int End, string Text)
{
    public bool IsNumber => Kind == TokenKind.Number;

    public bool Is(string text) => string.Equals(Text, text, StringComparison.Ordinal);
}
