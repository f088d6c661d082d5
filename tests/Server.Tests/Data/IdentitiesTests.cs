using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Tests.Data;

public sealed class IdentitiesTests
{
    [Theory]
    [InlineData("404833048", true)]
    [InlineData("404833047", false)]
    [InlineData("40483304", false)]
    [InlineData("4048330480", false)]
    [InlineData("40483304A", false)]
    public void A_SIREN_has_nine_digits_that_pass_Luhn(string siren, bool valid) => Assert.Equal(valid, Identities.IsSiren(siren));

    [Theory]
    [InlineData("73282932000074", true)]
    [InlineData("73282932000079", false)]
    [InlineData("35600000000048", true)]
    [InlineData("35600000049837", true)]
    [InlineData("35600000049838", false)]
    [InlineData("7328293200007", false)]
    public void A_SIRET_has_fourteen_digits_that_pass_Luhn_or_the_rule_of_La_Poste(string siret, bool valid) =>
        Assert.Equal(valid, Identities.IsSiret(siret));

    [Theory]
    [InlineData("303265045", "40")]
    [InlineData("732829320", "44")]
    [InlineData("443121975", "46")]
    public void The_key_of_a_French_VAT_number_follows_from_the_SIREN(string siren, string key) =>
        Assert.Equal(key, Identities.VatKey(siren));

    [Theory]
    [InlineData("FR40303265045", true)]
    [InlineData("FR41303265045", false)]
    [InlineData("FR40303265046", false)]
    [InlineData("BE0403019261", true)]
    [InlineData("BE", false)]
    [InlineData("be0403019261", false)]
    public void A_VAT_number_has_the_form_of_its_country(string number, bool valid) => Assert.Equal(valid, Identities.IsVatNumber(number));

    [Theory]
    [InlineData("+33442262424", true)]
    [InlineData("+262262123456", true)]
    [InlineData("+596596301234", true)]
    [InlineData("0442262424", false)]
    [InlineData("+3344226242", false)]
    [InlineData("+33 4 42 26 24 24", false)]
    [InlineData("+330442262424", false)]
    [InlineData("telephone", false)]
    public void A_telephone_number_is_one_that_can_exist_in_E164(string number, bool valid) =>
        Assert.Equal(valid, Identities.IsTelephone(number));
}
