using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Hotlink.Devstack.Scenarios.Reports;

/// <summary>The report as CI systems read it.</summary>
internal static class JUnitFile
{
    public static XDocument Create(ScenarioReport report) => new(new XElement(
        "testsuites",
        new XElement(
            "testsuite",
            new XAttribute("name", report.Scenario),
            new XAttribute("tests", report.Cases.Count),
            new XAttribute("failures", report.Cases.Count(result => result.Failure is not null)),
            new XAttribute("time", Seconds(report.Time)),
            new XElement("properties", new XElement("property", new XAttribute("name", "run_id"), new XAttribute("value", report.RunId))),
            report.Cases.Select(result => new XElement(
                "testcase",
                new XAttribute("classname", report.Scenario),
                new XAttribute("name", Printable(result.Name)),
                new XAttribute("time", Seconds(result.Time)),
                result.Failure is { } failure
                    ? new XElement("failure", new XAttribute("message", Printable(failure.Split('\n')[0])), Printable(failure))
                    : null)))));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // What a program printed can hold characters that XML has no way to write.
    private static string Printable(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            builder.Append(letter is '\n' or '\t' || (!char.IsControl(letter) && !char.IsSurrogate(letter) && letter < 0xFFFE) ? letter : '�');
        }

        return builder.ToString();
    }
}
