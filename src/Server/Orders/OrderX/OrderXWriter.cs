using System.Globalization;
using System.Text;
using System.Xml;

namespace MyOpenIP.Server.Orders.OrderX;

/// <summary>Writes the elements of a Cross Industry Order of UN/CEFACT D20B, as Order-X has them.</summary>
internal sealed class OrderXWriter : IDisposable
{
    private const string Root = "urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100";
    private const string Aggregates = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:128";
    private const string Types = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:128";

    private readonly MemoryStream file = new();
    private readonly XmlWriter xml;

    public OrderXWriter()
    {
        xml = XmlWriter.Create(file, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" });
        xml.WriteStartDocument();
        xml.WriteStartElement("rsm", "SCRDMCCBDACIOMessageStructure", Root);
        xml.WriteAttributeString("xmlns", "ram", null, Aggregates);
        xml.WriteAttributeString("xmlns", "udt", null, Types);
    }

    /// <summary>The file. Call it once.</summary>
    public byte[] ToFile()
    {
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Flush();
        return file.ToArray();
    }

    /// <summary>A part of the document, with what is in it.</summary>
    public void Part(string name, Action content) => Element("rsm", name, Root, content);

    /// <summary>An element with others in it.</summary>
    public void In(string name, Action content) => Element("ram", name, Aggregates, content);

    /// <summary>A text; empty: there is no such element.</summary>
    /// <param name="name">Name of the element.</param>
    /// <param name="text">The text.</param>
    /// <param name="scheme">The scheme that it is of; null: none.</param>
    public void Text(string name, string text, string? scheme = null)
    {
        if (text.Length > 0)
            Value(name, text, scheme is null ? null : ("schemeID", scheme));
    }

    /// <summary>A number.</summary>
    /// <param name="name">Name of the element.</param>
    /// <param name="value">The number, of as many decimals as it has.</param>
    /// <param name="attribute">An attribute; null: none.</param>
    public void Number(string name, decimal value, (string Name, string Value)? attribute = null) =>
        Value(name, value.ToString("0.00##", CultureInfo.InvariantCulture), attribute);

    /// <summary>Units of a product.</summary>
    public void Units(string name, int units) => Value(name, units.ToString(CultureInfo.InvariantCulture), ("unitCode", "C62"));

    /// <summary>A yes or no.</summary>
    public void Indicator(string name, bool value) => In(name, () => xml.WriteElementString("udt", "Indicator", Types, value ? "true" : "false"));

    /// <summary>A day.</summary>
    public void Day(string name, DateOnly day) => Time(name, "102", day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>An instant, to the minute, in Paris.</summary>
    public void Instant(string name, DateTimeOffset instant) => Time(name, "203", ParisTime.Of(instant).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Dispose()
    {
        xml.Dispose();
        file.Dispose();
    }

    private void Time(string name, string format, string value) => In(name, () =>
    {
        xml.WriteStartElement("udt", "DateTimeString", Types);
        xml.WriteAttributeString("format", format);
        xml.WriteString(value);
        xml.WriteEndElement();
    });

    private void Element(string prefix, string name, string space, Action content)
    {
        xml.WriteStartElement(prefix, name, space);
        content();
        xml.WriteEndElement();
    }

    private void Value(string name, string value, (string Name, string Value)? attribute)
    {
        xml.WriteStartElement("ram", name, Aggregates);
        if (attribute is { } of)
            xml.WriteAttributeString(of.Name, of.Value);
        xml.WriteString(Allowed(value));
        xml.WriteEndElement();
    }

    /// <summary>What XML cannot hold is seen to be missing.</summary>
    private static string Allowed(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? "\uFFFD" : r.ToString()));
}
