using MyOpenIP.Server.Wire;
using PhoneNumbers;

namespace MyOpenIP.Server.Tests.Wire;

public sealed class TextKindTests
{
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    [Theory]
    [InlineData("Été & Fils (Paris), n° 12")]
    [InlineData("שלום")]
    [InlineData("E\u0301te\u0301")]
    [InlineData(Family)]
    [InlineData("")]
    public void A_name_is_one_line_of_text_of_any_script(string name) => Assert.Null(TextKinds.Name.FaultOf("f", name));

    [Theory]
    [InlineData("a\0b", "UNREADABLE")]
    [InlineData("a\r", "UNREADABLE")]
    [InlineData("a\n", "UNREADABLE")]
    [InlineData("a\tb", "UNREADABLE")]
    [InlineData("a\u007F", "UNREADABLE")]
    [InlineData("a\u0085b", "UNREADABLE")]
    [InlineData("\uFEFFa", "UNREADABLE")]
    [InlineData("a\u200Bb", "UNREADABLE")]
    [InlineData("a\u202Eb", "UNREADABLE")]
    [InlineData("a\u2028b", "UNREADABLE")]
    [InlineData("a\uE000", "UNREADABLE")]
    [InlineData("\uFFFF", "UNREADABLE")]
    [InlineData("a\uFDD0", "UNREADABLE")]
    [InlineData("\U0010FFFF", "UNREADABLE")]
    [InlineData("\u0378", "UNREADABLE")]
    [InlineData("M\uFFFDtaCentrex", "LOST_CHARACTER")]
    [InlineData("\uFEFF", "UNREADABLE")]
    [InlineData(" ", "BLANK")]
    [InlineData("\u00A0\u3000", "BLANK")]
    [InlineData("\u0301", "BLANK")]
    [InlineData("\u200D", "BLANK")]
    [InlineData("\u3164", "BLANK")]
    public void A_name_has_nothing_that_is_not_seen_and_something_that_is(string name, string rule) =>
        Assert.Equal(rule, TextKinds.Name.FaultOf("f", name)?.Rule);

    // A constant could not hold half a character.
    [Fact]
    public void Half_a_character_is_no_text() => Assert.Equal("UNREADABLE", TextKinds.Name.FaultOf("f", "a" + (char)0xD83D)?.Rule);

    [Fact]
    public void Lengths_are_those_that_every_language_of_the_clients_counts()
    {
        Assert.Null(TextKinds.Name.FaultOf("f", string.Concat(Enumerable.Repeat("e\u0301", 100))));
        Assert.Null(TextKinds.Name.FaultOf("f", string.Concat(Enumerable.Repeat("\U0001F468", 200))));
        Assert.Equal("TOO_LONG", TextKinds.Name.FaultOf("f", new string('a', 201))?.Rule);
        Assert.Equal("No more than 200 characters.", TextKinds.Name.FaultOf("f", string.Concat(Enumerable.Repeat("\U0001F468", 201)))?.Description.English);
        Assert.Equal("TOO_LONG", TextKinds.Name.FaultOf("f", "e" + new string('\u0301', 100_000))?.Rule);
    }

    [Theory]
    [InlineData("one\ntwo\r\n\tthree", null)]
    [InlineData("one\rtwo", "UNREADABLE")]
    [InlineData("one\0", "UNREADABLE")]
    [InlineData("\n\n", "BLANK")]
    public void A_comment_may_have_lines(string comment, string? rule) => Assert.Equal(rule, TextKinds.Comment.FaultOf("f", comment)?.Rule);

    [Theory]
    [InlineData("anne@exemple.fr")]
    [InlineData("a@b")]
    [InlineData("anne+devis.o'neil@sous.exemple.example")]
    [InlineData("jérôme@société.fr")]
    [InlineData("je\u0301ro\u0302me@socie\u0301te\u0301.fr")]
    public void An_e_mail_address_is_one_address(string email) => Assert.Null(TextKinds.Email.FaultOf("f", email));

    [Theory]
    [InlineData("a@b\r\nBcc: x@y")]
    [InlineData("a@b\n")]
    [InlineData("a@b, x@y")]
    [InlineData("a@b;x@y")]
    [InlineData("Anne <a@b>")]
    [InlineData("\"a b\"@c")]
    [InlineData("a@b@c")]
    [InlineData("a @b")]
    [InlineData("a@\u00A0b")]
    [InlineData(".a@b")]
    [InlineData("a..b@c")]
    [InlineData("a@b.")]
    [InlineData("a@-b")]
    [InlineData("@b")]
    [InlineData("a@")]
    [InlineData("a\u202E@b")]
    [InlineData("a\0@b")]
    [InlineData("\u0301@b")]
    [InlineData("a.\u0301@b")]
    [InlineData("a@\u0301")]
    [InlineData("a@b.\u0301c")]
    [InlineData("\u3164@b")]
    [InlineData("a@\uFFA0")]
    public void What_a_header_could_take_for_more_is_no_e_mail_address(string email)
    {
        var fault = TextKinds.Email.FaultOf("f", email);
        Assert.Equal(("MALFORMED", "Expected: one e-mail address, such as anne@example.com."), (fault?.Rule, fault?.Description.English));
    }

    [Fact]
    public void An_e_mail_address_is_no_longer_than_one_can_be()
    {
        Assert.Null(TextKinds.Email.FaultOf("f", new string('a', 64) + "@b"));
        Assert.NotNull(TextKinds.Email.FaultOf("f", new string('a', 65) + "@b"));
        Assert.NotNull(TextKinds.Email.FaultOf("f", "a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5))));
    }

    [Fact]
    public void No_form_takes_more_after_its_end()
    {
        (TextKind Kind, string Good)[] forms =
        [
            (TextKinds.ResellerCode, "destiny"), (TextKinds.OfferCode, "sip-trunk-touch"), (TextKinds.Code, "SDA_FULL"), (TextKinds.TaxCode, "FR"),
            (TextKinds.OfferReference, "OC138637"), (TextKinds.OrderReference, "COM16444"), (TextKinds.Siren, "303265045"),
            (TextKinds.Siret, "73282932000074"), (TextKinds.VatNumber, "FR40303265045"), (TextKinds.Telephone, "+33442262424"),
            (TextKinds.Email, "anne@exemple.fr"), (TextKinds.InseeCode, "2A004"), (TextKinds.CountryCode, "FR"),
            (TextKinds.FrenchPostalCode, "59000"), (TextKinds.Amount, "18.90"), (TextKinds.Percent, "12.5"), (TextKinds.WholeNumber, "24"),
            (TextKinds.VersionName, "2026-11"), (TextKinds.FileName, "a.md"), (TextKinds.Sha256, new string('a', 64)),
        ];
        foreach (var (kind, good) in forms)
        {
            Assert.Null(kind.FaultOf("f", good));
            foreach (var more in (string[])["\n", "\r", "\0", " ", "\uFEFF", "\u200B"])
            {
                Assert.Equal("MALFORMED", kind.FaultOf("f", good + more)?.Rule);
                Assert.Equal("MALFORMED", kind.FaultOf("f", more + good)?.Rule);
            }
        }
    }

    [Fact]
    public void What_is_told_is_what_would_be_right_and_no_regular_expression()
    {
        foreach (var (name, kind) in TextKinds.ByName)
            foreach (var wrong in (string[])["\n", "$\0"])
                Assert.All(
                    (string[])[kind.FaultOf("f", wrong)!.Description.French, kind.FaultOf("f", wrong)!.Description.English],
                    told => Assert.False(told.Contains('^') || told.Contains('\\') || told.Contains('\n') || told.Length < 10, $"{name}: {told}"));
    }

    [Theory]
    [InlineData("DE123456789", true)]
    [InlineData("EL123456789", true)]
    [InlineData("XI123456789", true)]
    [InlineData("XX12", false)]
    [InlineData("ZZ123456789", false)]
    public void A_VAT_number_begins_with_a_country(string number, bool isOne) => Assert.Equal(isOne, TextKinds.VatNumber.FaultOf("f", number) is null);

    [Theory]
    [InlineData("FR", true)]
    [InlineData("GP", true)]
    [InlineData("ZZ", false)]
    [InlineData("fr", false)]
    [InlineData("France", false)]
    public void A_country_is_one_of_ISO_3166(string code, bool isKnown) => Assert.Equal(isKnown, TextKinds.CountryCode.FaultOf("f", code) is null);

    [Fact]
    public void Every_country_with_telephones_is_known()
    {
        // Ascension, Tristan da Cunha and Kosovo have no code of ISO 3166.
        Assert.All(PhoneNumberUtil.GetInstance().GetSupportedRegions().Except(["AC", "TA", "XK"]), r => Assert.Null(TextKinds.CountryCode.FaultOf("f", r)));
    }
}
