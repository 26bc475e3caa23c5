using Hotlink.Domain.Access.Templates;

namespace Hotlink.Domain.Tests.Access.Templates;

public sealed class PathTemplateTests
{
    private static readonly DateOnly Day = new(2025, 3, 7);

    [Theory]
    [InlineData("{{.UserEmail}}/x", "bob@x.io/x")]
    [InlineData("{{.UserHash}}", "cb6a7c1e41aa9ece")]
    [InlineData("{{.Year}}-{{.Month}}-{{.Date}}", "2025-03-07")]
    [InlineData("{{sha2 .UserEmail 8}}", "cb6a7c1e")]
    [InlineData("{{sha2 .UserEmail 0}}", "cb6a7c1e41aa9ece")]
    [InlineData("{{len (sha2 .UserEmail)}} {{len (sha2 .UserEmail 200)}}", "64 64")]
    [InlineData("{{upper .UserEmail}}{{\"ABC\" | lower}}", "BOB@X.IOabc")]
    [InlineData("{{$.UserEmail}}", "bob@x.io")]
    [InlineData("{{ .UserEmail|upper|lower|printf \"%s!\" }}", "bob@x.io!")]
    [InlineData("{{(.UserEmail)}}{{((1))}}", "bob@x.io1")]
    [InlineData("{{`raw\\n`}}{{\"a\\tb\\x41\\u00e9\\101\"}}", "raw\\na\tbAéA")]
    [InlineData("{{'a'}} {{0x1F}} {{-3}} {{0b11}} {{010}} {{1_000}} {{true}}", "97 31 -3 3 8 1000 true")]
    public void Render_ValuesAndLiterals_AreWrittenLikeGo(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("a {{- 1 -}} b", "a1b")]
    [InlineData("a {{1 -}}  b", "a 1b")]
    [InlineData("a{{-3}}", "a-3")]
    [InlineData("a {{/* nothing }} */}}b", "a b")]
    [InlineData("a {{- /* x */ -}} b", "ab")]
    [InlineData("a {{- \n 1}}", "a1")]
    public void Render_TrimMarksAndComments_LeaveNoTrace(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{$x := \"a\"}}{{$x}}{{$x = \"b\"}}{{$x}}", "ab")]
    [InlineData("{{$x := 1}}{{if true}}{{$x = 2}}{{$x := 3}}{{end}}{{$x}}", "2")]
    [InlineData("{{if $u := .UserEmail}}{{$u}}{{end}}", "bob@x.io")]
    [InlineData("{{if eq .UserEmail \"bob@x.io\"}}yes{{else}}no{{end}}", "yes")]
    [InlineData("{{if false}}1{{else if 0}}2{{else if \"\"}}3{{else}}4{{end}}", "4")]
    [InlineData("{{with slice .UserEmail 0 3}}{{.}}{{end}}", "bob")]
    [InlineData("{{with \"\"}}a{{else}}b{{end}}", "b")]
    [InlineData("{{with \"\"}}a{{else with \"x\"}}{{.}}{{end}}", "x")]
    [InlineData("{{if 1}}{{if 0}}a{{else}}b{{end}}c{{end}}", "bc")]
    public void Render_VariablesAndBranches_WorkLikeGo(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{and 1 0 2}} {{and 1 2}} {{or 0 \"x\"}} {{or 0 \"\"}}x {{not 0}}", "0 2 x x true")]
    [InlineData("{{and false (index \"\" 5)}}", "false")]
    [InlineData("{{eq 1 2 1}} {{ne 1 2}} {{lt 1 2}} {{le \"a\" \"a\"}} {{gt 1 2}} {{ge 2 2}}", "true true true true false true")]
    [InlineData("{{len \"é\"}} {{index \"abc\" 1}} {{slice \"abcd\" 1}} {{slice \"abcd\" 1 3}} {{slice \"éa\" 2}}", "2 98 bcd bc a")]
    [InlineData("{{print 1 2}}{{print \"a\" \"b\" 3}}{{print 1 true}}", "1 2ab31 true")]
    [InlineData("{{println 1 \"a\"}}", "1 a\n")]
    [InlineData("{{html \"<a&'\\\">\"}}", "&lt;a&amp;&#39;&#34;&gt;")]
    [InlineData("{{js \"a='\\\\<\"}}", "a\\u003D\\'\\\\\\u003C")]
    [InlineData("{{urlquery \"a b@é/\"}}", "a+b%40%C3%A9%2F")]
    public void Render_BuiltInFunctions_WorkLikeGo(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("%s|%v", "a", "1", "a|1")]
    [InlineData("%5s|%-3d", "ab", "7", "   ab|7  ")]
    [InlineData("%05.1s|%04d", "ab", "-7", "0000a|-007")]
    [InlineData("%q|%x", "a\\\"b", "255", "\"a\\\"b\"|ff")]
    [InlineData("%x|%X", "aé", "255", "61c3a9|FF")]
    [InlineData("%X%%|%#x", "aé", "10", "61C3A9%|0xa")]
    [InlineData("%.3s|%+d", "aéb😀", "7", "aéb|+7")]
    [InlineData("%s|%c", "", "233", "|é")]
    [InlineData("%s|%b", "", "5", "|101")]
    [InlineData("%s|%o", "", "8", "|10")]
    [InlineData("%s|%.3d", "", "8", "|008")]
    public void Render_Printf_FormatsLikeGo(string format, string text, string number, string expected) =>
        Assert.Equal(expected, Render($"{{{{printf \"{format}\" \"{text}\" {number}}}}}"));

    [Theory]
    [InlineData("{{.Nope}}")]
    [InlineData("{{.UserEmail.Nope}}")]
    [InlineData("{{.}}")]
    [InlineData("{{upper 1}}")]
    [InlineData("{{upper}}")]
    [InlineData("{{sha2 .UserEmail 256}}")]
    [InlineData("{{sha2 .UserEmail -1}}")]
    [InlineData("{{index \"abc\" 3}}")]
    [InlineData("{{slice \"abc\" 2 1}}")]
    [InlineData("{{slice \"é\" 1}}")]
    [InlineData("{{eq 1 \"1\"}}")]
    [InlineData("{{lt true false}}")]
    [InlineData("{{eq 1}}")]
    [InlineData("{{\"a\" 1}}")]
    [InlineData("{{.UserEmail 1}}")]
    [InlineData("{{1 | .UserEmail}}")]
    [InlineData("{{printf \"%d\" \"a\"}}")]
    [InlineData("{{printf \"%s\"}}")]
    [InlineData("{{printf \"x\" 1}}")]
    [InlineData("{{printf \"%\"}}")]
    [InlineData("{{printf 1}}")]
    [InlineData("{{printf \"%2000d\" 1}}")]
    [InlineData("{{printf \"%99999d\" 1}}")]
    public void Render_FailingRun_MakesNoPattern(string template) => Assert.Null(Render(template));

    [Theory]
    [InlineData("{{bad}}")]
    [InlineData("{{}}")]
    [InlineData("{{.UserEmail")]
    [InlineData("}}{{")]
    [InlineData("{{.A.}}x}}{{")]
    [InlineData("{{if 1}}x")]
    [InlineData("{{if 1}}x{{else}}y")]
    [InlineData("{{end}}")]
    [InlineData("{{else}}")]
    [InlineData("{{if 1}}{{else}}{{else}}{{end}}")]
    [InlineData("{{if 1}}{{end 1}}")]
    [InlineData("{{if}}{{end}}")]
    [InlineData("{{range 3}}{{end}}")]
    [InlineData("{{define \"a\"}}{{end}}")]
    [InlineData("{{nil}}")]
    [InlineData("{{(1}}")]
    [InlineData("{{1)}}")]
    [InlineData("{{)(}}")]
    [InlineData("{{\"a}}")]
    [InlineData("{{\"\\z\"}}")]
    [InlineData("{{\"\\xff\"}}")]
    [InlineData("{{'ab'}}")]
    [InlineData("{{1.5}}")]
    [InlineData("{{08}}")]
    [InlineData("{{99999999999999999999}}")]
    [InlineData("{{1 | 2}}")]
    [InlineData("{{1 |}}")]
    [InlineData("{{print\"a\"}}")]
    [InlineData("{{print 1\"a\"}}")]
    [InlineData("{{$x}}")]
    [InlineData("{{$x = 1}}")]
    [InlineData("{{if 1}}{{$x := 1}}{{end}}{{$x}}")]
    [InlineData("{{\"a\".B}}")]
    [InlineData("{{..A}}")]
    [InlineData("{{/* x}}")]
    [InlineData("{{a,b}}")]
    [InlineData("{{#}}")]
    [InlineData("{{$}}{{:}}")]
    public void Compile_MalformedTemplate_IsRefused(string template) =>
        Assert.Throws<TemplateException>(() => PathTemplate.Compile(template));

    [Fact]
    public void Compile_DeepNesting_IsRefused() =>
        Assert.Throws<TemplateException>(() => PathTemplate.Compile($"{{{{{new string('(', 500)}1{new string(')', 500)}}}}}"));

    [Fact]
    public void Render_DoublingVariable_StopsAtTheLongestPattern()
    {
        var doubling = "{{$x := \"0123456789\"}}" + string.Concat(Enumerable.Repeat("{{$x = print $x $x}}", 40)) + "{{$x}}";
        Assert.Null(Render(doubling));
    }

    [Theory]
    [InlineData("{{.Year}}", true)]
    [InlineData("{{if $.Month}}a{{end}}", true)]
    [InlineData("{{print (upper .Date)}}", true)]
    [InlineData("{{.UserEmail}}", false)]
    public void IsDated_Template_SaysWhetherADateIsRead(string template, bool expected) =>
        Assert.Equal(expected, PathTemplate.Compile(template).IsDated);

    [Fact]
    public void Render_IdentityThroughFunctions_StaysMarkedAsFromTheUser()
    {
        var text = PathTemplate.Compile("{{printf \"%s/*\" (slice (upper .UserEmail) 0 2)}}").Render("*b@x.io", Day)!;

        Assert.Equal("*B/*", text.Text);
        Assert.Equal([true, true, false, false], text.Origins());
    }

    private static string? Render(string template) => PathTemplate.Compile(template).Render("bob@x.io", Day)?.Text;
}
