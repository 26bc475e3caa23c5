namespace Hotlink.Domain.Access.Templates;

/// <summary>The words of the template language.</summary>
internal enum TemplateTokenKind
{
    /// <summary>What stands outside of <c>{{</c> and <c>}}</c>.</summary>
    Text,

    /// <summary><c>{{</c></summary>
    Begin,

    /// <summary><c>}}</c></summary>
    End,

    /// <summary>A function.</summary>
    Identifier,

    /// <summary><c>if</c>, <c>else</c>, <c>end</c>, <c>with</c> and those that are not supported.</summary>
    Keyword,

    /// <summary><c>.Name</c></summary>
    Field,

    /// <summary><c>.</c></summary>
    Dot,

    /// <summary><c>$</c> or <c>$name</c></summary>
    Variable,

    /// <summary>A string in quotes or back quotes.</summary>
    String,

    /// <summary>An integer or a character.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c></summary>
    Bool,

    /// <summary><c>|</c></summary>
    Pipe,

    /// <summary><c>:=</c></summary>
    Declare,

    /// <summary><c>=</c></summary>
    Assign,

    /// <summary><c>(</c></summary>
    Open,

    /// <summary><c>)</c></summary>
    Close,

    /// <summary>The end of the pattern.</summary>
    Eof,
}
